"""Signals of life cycles. Clocks listen here; so may search and mails."""

from django.dispatch import Signal

# lifecycle, subject_id, name, source, target, at, record: a transition was made. Sent inside its transaction, so that
# what follows from it stands or falls with it. The sender is the class of the subject.
transition_made = Signal()
