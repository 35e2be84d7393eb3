"""manage.py receive_mail PATH: mails from a file, a folder, a Maildir or an mbox become cases."""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dumas_docs.actions.ensure_folder import NoUnitFolder
from dumas_docs.actions.keep_files import settle_broken
from dumas_docs.actions.receive_mail import MailOutcome, MailStatus, receive_mail
from dumas_docs.conf import setting
from dumas_docs.imports.extraction import ReaderUnavailable
from dumas_docs.intake.errors import SourceUnreadable
from dumas_docs.intake.mime import MailNote
from dumas_docs.intake.sources import SourceMail, iterate_mails
from dumas_docs.models import RelationKind
from workflows.models import Unit

STOPPED = 2
TROUBLE = 1
# A connection that was cut is opened again once for each mail; a database that stays away ends the run.
TRIES = 2
PAUSE = 1.0
RELATED = {
    RelationKind.DUPLIKAT: gettext_lazy("perhaps a duplicate of %(number)s"),
    RelationKind.LANJUTAN: gettext_lazy("perhaps a continuation of %(number)s"),
    RelationKind.TERKAIT: gettext_lazy("perhaps related to %(number)s"),
}


class Command(BaseCommand):
    help = _(
        "Take in mails as cases. Exit code 0: all well; 1: something was refused or lies in quarantine; 2: the run "
        "could not start or had to stop (database, disk) and can be started again."
    )

    exit_code = 0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help=_("a mail file, a folder, a Maildir or an mbox"))
        parser.add_argument("--unit", default=setting("INTAKE_UNIT"), help=_("code of the unit that receives"))
        parser.add_argument("--json", action="store_true", help=_("one JSON object a line, for machines"))
        parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and keep nothing"))

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json, self.dry_run = options["json"], options["dry_run"]
        try:
            unit = Unit.objects.get(code=options["unit"])
            mails = list(iterate_mails(options["path"]))
            settle_broken()
        except Unit.DoesNotExist:
            self.stop(_("There is no unit “%(code)s”; complete the organisation first.") % {"code": options["unit"]})
        except SourceUnreadable as error:
            self.stop(error.message)
        except (DatabaseError, InterfaceError):
            self.stop(_("The database cannot be reached. Nothing was taken in; start the same command again."))
        except OSError as error:
            self.stop(
                _("The run could not start (%(why)s). Nothing was taken in; start the same command again.")
                % {"why": reason_of(error)}
            )
        try:
            counts = self.receive_all(mails, unit=unit)
        except KeyboardInterrupt:
            self.stop(_("Interrupted. What was printed is taken in; start the same command again for the rest."))
        if not self.as_json:
            self.stdout.write(self.summary(counts))
        self.exit_code = TROUBLE if counts["trouble"] else 0

    def run_from_argv(self, argv: list[str]) -> None:
        """From the command line the exit code tells trouble; `call_command` just returns."""
        try:
            super().run_from_argv(argv)
        except BrokenPipeError:
            # Whoever read the lines has gone; what is left must not be written into the void at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(STOPPED)
        if self.exit_code:
            sys.exit(self.exit_code)

    def receive_all(self, mails: list[SourceMail], *, unit: Unit) -> Counter[str]:
        """Take in one mail after the other, each in its own transaction, and say what became of it."""
        counts: Counter[str] = Counter()
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(
            *columns, console=console, disable=self.as_json or not console.is_terminal, transient=True
        ) as bar:
            task = bar.add_task(_("Taking in mails"), total=len(mails))
            for mail in mails:
                outcome = self.receive(mail, unit=unit)
                counts[outcome.status] += 1
                counts["trouble"] += outcome.is_trouble
                counts["missing"] += bool(outcome.missing)
                counts["likely"] += bool(outcome.likely)
                self.stdout.write(
                    json.dumps(as_json(outcome), ensure_ascii=False) if self.as_json else in_words(outcome)
                )
                self.stdout.flush()
                bar.advance(task)
        return counts

    def receive(self, mail: SourceMail, *, unit: Unit) -> MailOutcome:
        for attempt in range(1, TRIES + 1):
            try:
                return receive_mail(source=mail, unit=unit, now=timezone.now(), dry_run=self.dry_run)
            except (OperationalError, InterfaceError):
                connection.close()
                if attempt == TRIES:
                    self.stop(
                        _(
                            "%(mail)s: the database cannot be used (connection lost or storage full). This mail was "
                            "not taken in; start the same command again."
                        )
                        % {"mail": mail.name}
                    )
                time.sleep(PAUSE)
            except NoUnitFolder:
                self.stop(_("Unit “%(code)s” has no folder in the archive; complete the organisation first.")
                          % {"code": unit.code})  # fmt: skip
            except ReaderUnavailable as error:
                self.stop(f"{mail.name}: {error}")
            except OSError as error:
                self.stop(
                    _("%(mail)s: cannot be stored (%(why)s). This mail was not taken in; make room and start the same "
                      "command again.") % {"mail": mail.name, "why": reason_of(error)}
                )  # fmt: skip
        raise AssertionError(TRIES)

    def stop(self, words: str) -> None:
        if self.as_json:
            self.stdout.write(json.dumps({"status": "BERHENTI", "reason": words}, ensure_ascii=False))
        raise CommandError(words, returncode=STOPPED)

    def summary(self, counts: Counter[str]) -> str:
        lines = [
            (MailStatus.TERDAFTAR, _("registered")),
            (MailStatus.TANGGAPAN, _("linked as replies")),
            (MailStatus.AKAN_TERDAFTAR, _("would be registered")),
            (MailStatus.SUDAH_TERCATAT, _("recorded before")),
            (MailStatus.DITOLAK, _("refused and kept in quarantine")),
            ("missing", _("need completing")),
            ("likely", _("look like another case")),
        ]
        said = ", ".join(f"{counts[key]} {words}" for key, words in lines if counts[key])
        return _("Summary: %(counts)s.") % {"counts": said or _("no mail found")}


def reason_of(error: OSError) -> str:
    """What the machine says about a failed write, in the active language."""
    known = {
        errno.ENOSPC: _("the storage is full"),
        errno.EDQUOT: _("the storage is full"),
        errno.EACCES: _("this account may not write there"),
        errno.EPERM: _("this account may not write there"),
        errno.EROFS: _("the storage can only be read"),
    }
    return known.get(error.errno or 0) or error.strerror or type(error).__name__


def in_words(outcome: MailOutcome) -> str:
    """One mail in a line, with a line below for each thing to know."""
    facts = [outcome.number, outcome.level.name if outcome.level is not None else ""]
    facts.append(str(outcome.channel.label) if outcome.channel is not None else "")
    known = " · ".join(fact for fact in facts if fact)
    refused = _("refused before, still in quarantine: %(reason)s") if outcome.is_repeated else _("refused: %(reason)s")
    words = {
        MailStatus.TERDAFTAR: _("registered as %(case)s"),
        MailStatus.TANGGAPAN: _("reply to a letter of the office, linked as %(case)s"),
        MailStatus.AKAN_TERDAFTAR: _("would be registered: %(case)s"),
        MailStatus.SUDAH_TERCATAT: _("already recorded as %(case)s"),
        MailStatus.DITOLAK: refused,
    }[outcome.status]
    lines = [f"{outcome.name}: " + words % {"case": known, "reason": outcome.reason or outcome.code}]
    lines += [f"    {_('to complete')}: {request}" for request in outcome.missing]
    lines += [f"    {_('in quarantine')}: {reason}" for _code, reason in outcome.refused_files]
    # That an ordinary mail was written in HTML is no news.
    lines += [f"    {_('note')}: {note.message}" for note in outcome.notes if note != MailNote.DARI_HTML]
    for found in outcome.likely:
        related = str(RELATED[RelationKind(found.kind)]) % {"number": found.number or _("(restricted)")}
        lines.append(f"    {related}: {' '.join(found.reasons)} {_('A person decides.')}")
    return "\n".join(lines)


def as_json(outcome: MailOutcome) -> dict[str, Any]:
    """One mail for machines; codes as stored."""
    return {
        "name": outcome.name,
        "status": outcome.status.value,
        "number": outcome.number,
        "level": outcome.level.name if outcome.level is not None else "",
        "channel": outcome.channel or "",
        "missing": list(outcome.missing),
        "likely": [vars(found) for found in outcome.likely],
        "refused_files": [{"code": code, "reason": reason} for code, reason in outcome.refused_files],
        "notes": [note.value for note in outcome.notes],
        "code": outcome.code,
        "reason": outcome.reason,
    }
