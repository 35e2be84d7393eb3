"""A case as an analyst reads it: the letter, the people, the matter, the review, other cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, TabbedInterface

from dumas_docs.access.choosers import ReferenceInlinePanel
from dumas_docs.admin.corrections import CorrectionForm
from dumas_docs.admin.forms import ComplaintForm

from .identity import IdentityNotice, IdentityPanel
from .layout import screen, subject, tab
from .wording import WordingNotice, WordingPanel

LETTER = tab(
    _("Letter"),
    subject,
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("channel", required_on_save=True), FieldPanel("received_at")]),
            FieldRowPanel(
                [
                    FieldPanel("letter_date"),
                    FieldPanel(
                        "letter_date_note",
                        help_text=_("Only when the letter bears no clear date, for example: postmark of 3 March."),
                    ),
                ]
            ),
            FieldPanel("external_id", help_text=_("Only for complaints that came through LAPOR!, as it stands there.")),
        ],
        heading=_("How it came in"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "addressees",
                help_text=_("As the letter names them. None of them where it speaks to the office alone."),
            ),
            FieldPanel("is_cc_only"),
            FieldPanel(
                "category", help_text=_("As the sender or LAPOR! named it; the office's own issues stand under Review.")
            ),
        ],
        heading=_("Addressees"),
    ),
)

COMPLAINANTS = IdentityPanel(
    "complainants",
    heading=_("Complainants"),
    label=_("complainant"),
    help_text=_("Opening and changing identities is recorded under your name."),
    panels=[
        FieldPanel("full_name"),
        FieldPanel("complainant_category"),
        FieldRowPanel([FieldPanel("id_number"), FieldPanel("occupation")]),
        FieldPanel("address", help_text=_("Required by the office for a complete complaint (S1).")),
        FieldRowPanel([FieldPanel("regency"), FieldPanel("province")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("represented_by"),
        FieldRowPanel([FieldPanel("signature_present"), FieldPanel("power_of_attorney_stamped")]),
    ],
)
REPORTED_PARTIES = IdentityPanel(
    "reported_parties",
    heading=_("Reported parties"),
    label=_("reported party"),
    help_text=_("Protected like the complainant: an accusation is not yet a finding."),
    panels=[
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("employee_no"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("institution"), FieldPanel("institution_category")]),
        FieldPanel("address"),
    ],
)

PEOPLE = tab(
    _("Complainant and reported party"),
    FieldPanel("anonymity", help_text=_("What the complainant asked for. It does not change who may read the case.")),
    IdentityNotice(template="dumas_docs/admin/identity_notice.html", heading=_("Identities")),
    COMPLAINANTS,
    REPORTED_PARTIES,
)

MATTER = tab(
    _("The matter"),
    WordingNotice(
        content=_(
            "What the sender wrote has not been looked through for names yet, so it is not shown to you. It stays as "
            "it is when you save."
        )
    ),
    WordingPanel("substance_summary"),
    WordingPanel("chronology"),
    WordingPanel("legal_refs", help_text=_("Laws and regulations the letter itself names, one per line.")),
    InlinePanel(
        "locations",
        heading=_("Where it happened"),
        label=_("location"),
        panels=[FieldRowPanel([FieldPanel("regency"), FieldPanel("province"), FieldPanel("country")])],
    ),
)

FILING = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("classification_code", help_text=_("As in the file plan, for example: DM.01.01.")),
                FieldPanel(
                    "case_file", help_text=_("Number of the file (berkas) the case is kept in, once it has one.")
                ),
            ]
        ),
    ],
    heading=_("Where it is filed"),
)

REVIEW = tab(
    _("Review"),
    HelpPanel(
        content=_(
            "The state of the case, its handler, directions and its outcome follow from steps of the work, the "
            "result of the review and the time limit from its approved review; they are not typed here."
        )
    ),
    MultiFieldPanel(
        [
            FieldPanel("classification"),
            FieldPanel("issue_codes"),
            FieldPanel("oversight", help_text=_("Whether it reports abuse by officials; such a case is kept secret.")),
        ],
        heading=_("What kind of matter"),
    ),
    FILING,
)

RELATED = tab(
    _("Related cases"),
    ReferenceInlinePanel(
        "related_cases",
        heading=_("Related cases"),
        label=_("related case"),
        help_text=_("Links to cases that are not open to you do not appear here; they stay as they are."),
        panels=[FieldPanel("other"), FieldPanel("kind"), FieldPanel("note")],
    ),
)

COMPLAINT = screen(LETTER, PEOPLE, MATTER, REVIEW, RELATED, form=ComplaintForm)

# What is corrected in a case that has ended (dumas_docs.models.closed_case); in a closed file the identities alone.
CORRECTED = tab(_("Complainant and reported party"), COMPLAINANTS, REPORTED_PARTIES)
CLOSED_CORRECTION = TabbedInterface([CORRECTED], base_form_class=CorrectionForm)
ENDED_CORRECTION = TabbedInterface([CORRECTED, tab(_("Where it is filed"), FILING)], base_form_class=CorrectionForm)
