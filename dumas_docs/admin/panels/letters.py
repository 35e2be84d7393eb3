"""Letters in and out, in the order of the agenda book and of a draft (domain.md §4, §8)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.admin.forms import DocumentForm, IncomingLetterForm
from dumas_docs.admin.titles import PositionTitleInput

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
                FieldPanel("deliverer", help_text=_("Courier, post or the name of who handed the letter over.")),
            ],
            heading=_("How it came in"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sender", required_on_save=True),
                FieldRowPanel(
                    [
                        FieldPanel("sender_no", help_text=_("As it stands on the letter, with its slashes.")),
                        FieldPanel("sender_date"),
                    ]
                ),
                FieldPanel(
                    "addressee",
                    required_on_save=True,
                    widget=PositionTitleInput,
                    help_text=_("The official title of the position; it is offered while you type."),
                ),
            ],
            heading=_("Sender and addressee"),
        ),
    ),
    tab(
        _("Content"),
        subject,
        FieldRowPanel(
            [
                FieldPanel("urgency"),
                FieldPanel("letter_need", help_text=_("What the leadership's secretariat has to prepare.")),
            ]
        ),
        FieldPanel("attachments_note", help_text=_("What was enclosed, for example: 1 file, 3 photographs.")),
        FieldPanel("body"),
        FieldPanel("classification_code", help_text=_("As in the file plan, for example: DM.01.01.")),
    ),
    form=IncomingLetterForm,
)

OUTGOING_LETTER = screen(
    tab(
        _("Letter"),
        MultiFieldPanel(
            [
                subject,
                FieldRowPanel([FieldPanel("type"), FieldPanel("urgency")]),
            ],
            heading=_("Head of the letter"),
        ),
        InlinePanel(
            "recipients",
            heading=_("Recipients"),
            label=_("recipient"),
            help_text=_(
                "Addressees first, then those who get a copy, in the order of the letter. Their rank decides which "
                "position initials and signs; date and number come from the registry."
            ),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("rank"), FieldPanel("email")]),
            ],
        ),
        FieldPanel("body"),
    ),
    tab(
        _("Annexes and filing"),
        FieldPanel("attachments_note", help_text=_("What is enclosed, for example: 1 file.")),
        FieldPanel("reply_due_on"),
        FieldPanel("copy_numbers"),
        FieldPanel("classification_code", help_text=_("As in the file plan, for example: DM.01.01.")),
    ),
    form=DocumentForm,
)
