"""A review: the six parts of a staff study, what it rests on, and what it decides (domain.md §4, §13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.access.choosers import ReferenceInlinePanel
from dumas_docs.admin.forms import ReviewForm

from .layout import screen, subject, tab

NO_NAMES = _("Write no names of complainants or reported parties.")

REVIEW = screen(
    tab(
        _("Study"),
        subject,
        FieldPanel("issue_statement", help_text=_("What has to be decided, in a few sentences.")),
        FieldPanel("assumptions", help_text=_("What is taken as given without proof.")),
        FieldPanel("findings", help_text=_("What the letter and its evidence show.")),
        FieldPanel("analysis", help_text=_("The facts measured by the rules and by earlier cases.")),
        FieldPanel("conclusion"),
        FieldPanel("recommendation", help_text=_("What the office should do; the direction begins with it.")),
    ),
    tab(
        _("Rules and earlier cases"),
        InlinePanel(
            "rules_linked",
            heading=_("Rules"),
            label=_("rule"),
            panels=[
                FieldPanel("name", help_text=_("For example: UU 25/2009 article 36.")),
                FieldPanel("relevance"),
            ],
        ),
        ReferenceInlinePanel(
            "past_cases_consulted",
            heading=_("Cases consulted"),
            label=_("case consulted"),
            help_text=_("Links to cases that are not open to you do not appear here; they stay as they are."),
            panels=[FieldPanel("complaint"), FieldPanel("note", help_text=NO_NAMES)],
        ),
    ),
    tab(
        _("Result"),
        FieldRowPanel([FieldPanel("result"), FieldPanel("advice")]),
        FieldPanel("sla_class", help_text=_("5 working days for information, 14 without and 60 with examination.")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("archive_reason"), FieldPanel("outcome")]),
                FieldPanel("notice_medium"),
                FieldPanel(
                    "notice",
                    help_text=_(
                        "What the complainant is told. It counts as told on the day the filing is approved; send it "
                        "that day."
                    ),
                ),
            ],
            heading=_("Only when the complaint is filed without follow-up"),
        ),
    ),
    form=ReviewForm,
)
