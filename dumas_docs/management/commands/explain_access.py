"""Say what one person may do on one page, and why."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dumas_docs.access.scope import local_today, system_scope
from dumas_docs.models import BasePage
from dumas_docs.selectors.explanation import explain
from dumas_docs.selectors.principals import name_of


class Command(BaseCommand):
    """For whoever runs the system; shows titles of folders, never content."""

    help = _("Print what a person may do on a page, with the grant that carries each right.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help=_("user name"))
        parser.add_argument("page", help=_("number of the document, or id of the page"))

    def handle(self, *args: Any, **options: Any) -> None:
        person = get_user_model().objects.filter(username=options["user"]).first()
        if person is None:
            raise CommandError(_("There is no account %(name)s.") % {"name": options["user"]})
        with system_scope("explain_access"):
            page = self._page(options["page"])
            explanation = explain(person, page, on=local_today())
        self.stdout.write(f"{name_of(person)} · {page.title} · {page.level_enum.code}")
        for answer in explanation.answers:
            self.stdout.write(f"{'+' if answer.allowed else '-'} {answer.verb}: {answer.words}")
            for reason in answer.reasons:
                self.stdout.write(f"    {reason}")
        for note in explanation.without_effect:
            self.stdout.write(f"· {note}")

    def _page(self, named: str) -> BasePage:
        pages = BasePage.objects.filter(title=named)
        page = pages.first() if pages.count() == 1 else None
        if page is None and named.isdecimal() and len(named) < 18:
            page = BasePage.objects.filter(pk=int(named)).first()
        if page is None:
            raise CommandError(
                _("There is no page %(name)s, or several bear that title; use the id.") % {"name": named}
            )
        return page
