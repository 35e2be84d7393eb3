"""Letters in and out, in the order of the agenda book and of a draft (domain.md §4, §8)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.admin.forms import DocumentForm, IncomingLetterForm

from .layout import screen, subject, tab

INCOMING_LETTER = screen(
    tab(
        _("Agenda"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seal",
                    help_text=_(
                        "A closed envelope is not opened: enter only what stands on its outside, and leave the subject "
                        "and the content empty. It becomes top secret at once."
                    ),
                ),
                FieldRowPanel([FieldPanel("received_at"), FieldPanel("origin"), FieldPanel("kind")]),
                FieldPanel("deliverer"),
            ],
            heading=_("How it came in"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sender", required_on_save=True),
                FieldRowPanel([FieldPanel("sender_no"), FieldPanel("sender_date")]),
                FieldPanel("addressee", required_on_save=True),
            ],
            heading=_("Sender and addressee"),
        ),
    ),
    tab(
        _("Content"),
        subject,
        FieldRowPanel([FieldPanel("urgency"), FieldPanel("letter_need")]),
        FieldPanel("attachments_note", help_text=_("What was enclosed, for example: 1 file, 3 photographs.")),
        FieldPanel("body"),
        FieldPanel("classification_code"),
    ),
    form=IncomingLetterForm,
)

OUTGOING_LETTER = screen(
    tab(
        _("Letter"),
        MultiFieldPanel(
            [subject, FieldRowPanel([FieldPanel("type"), FieldPanel("urgency"), FieldPanel("date")])],
            heading=_("Head of the letter"),
        ),
        InlinePanel(
            "recipients",
            heading=_("Recipients"),
            label=_("recipient"),
            panels=[FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]), FieldPanel("name")],
        ),
        FieldPanel("body"),
    ),
    tab(
        _("Signature and annexes"),
        FieldRowPanel([FieldPanel("signatory_position"), FieldPanel("on_behalf")]),
        FieldPanel("attachments_note"),
        FieldPanel("copy_numbers"),
        FieldPanel("classification_code"),
    ),
    form=DocumentForm,
)
