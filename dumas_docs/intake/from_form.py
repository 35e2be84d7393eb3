"""From the form for letters on paper to the facts of a case. What a registrar saw on the letter is no guess."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, Level, Oversight
from dumas_docs.imports.accept import AcceptedFile
from dumas_docs.intake.completeness import CompletenessFacts, check_completeness
from dumas_docs.intake.facts import ComplaintFacts, MatterText, PersonFacts, ReportedFacts
from dumas_docs.intake.from_mail import with_bad_files
from dumas_docs.intake.likeness import names_mentioned
from dumas_docs.intake.redaction import redact
from dumas_docs.intake.summary import summarise

PERSON_FIELDS = (
    "full_name", "address", "occupation", "id_number", "phone", "email", "represented_by", "regency", "province",
    "signature_present", "power_of_attorney_stamped",
)  # fmt: skip


def case_from_form(
    *, data: dict[str, Any], received_at: datetime.datetime, accepted: Sequence[AcceptedFile]
) -> tuple[ComplaintFacts, MatterText]:
    """Facts and matter of a letter; `data` holds the cleaned fields of the form."""
    channel, classification = Channel(data["channel"]), Classification(data["classification"])
    person = PersonFacts(
        category=data["complainant_category"], **{name: data[name] for name in PERSON_FIELDS}
    )  # fmt: skip
    reported = ReportedFacts(
        name=data["reported_name"], position=data["reported_position"], institution=data["reported_institution"]
    )
    anonymity = Anonymity(data["anonymity"])
    oversight = Oversight(data["oversight"]) if data["oversight"] else None
    addressees = tuple(Addressee(code) for code in data["addressees"])
    checked = _checked(data, person=person, anonymity=anonymity, addressees=addressees, accepted=accepted)
    verdict = check_completeness(
        facts=checked, channel=channel, classification=classification, is_cc_only=data["is_cc_only"]
    )
    chronology = hide_in(data["chronology"], data)
    facts = ComplaintFacts(
        received_at=received_at,
        channel=channel,
        subject=hide_in(data["subject"], data),
        chronology=chronology,
        substance_summary=hide_in(data["substance_summary"], data) or summarise(chronology) or chronology[:400],
        letter_date=data["letter_date"],
        external_id=data["external_id"],
        addressees=addressees,
        is_cc_only=data["is_cc_only"],
        classification=classification,
        issue_codes=tuple(issue.code for issue in data["issue_codes"]),
        oversight=oversight,
        anonymity=anonymity,
        level=max(Level(int(data["level"])), least_level(oversight=oversight, anonymity=anonymity)),
        regency=data["case_regency"],
        province=data["case_province"],
        names_nobody=data["names_nobody"],
        complainants=(person,) if person.is_known else (),
        reported=(reported,) if any(vars(reported).values()) else (),
        checked=checked,
        completeness=with_bad_files(verdict, accepted=accepted, refused=()),
    )
    matter = matter_of(data, attached_texts=tuple(file.extraction.text for file in accepted if file.extraction.text))
    return facts, matter


def matter_of(data: dict[str, Any], *, attached_texts: Sequence[str] = ()) -> MatterText:
    """What the typed matter is known by, while it is typed and when it is registered."""
    return MatterText(
        subject=hide_in(data["subject"], data),
        text=hide_in(data["chronology"], data),
        attached_texts=tuple(hide_in(text, data) for text in attached_texts),
        mentions=names_mentioned(f"{data['subject']}\n{data['chronology']}"),
        sender_email=data["email"],
        complainant_name=data["full_name"],
    )


def least_level(*, oversight: Oversight | None, anonymity: Anonymity) -> Level:
    """domain.md §10: a case starts TERBATAS, with oversight content or a wish for secrecy RAHASIA."""
    if oversight == Oversight.BERKADAR_PENGAWASAN or anonymity != Anonymity.TERBUKA:
        return Level.RAHASIA
    return Level.TERBATAS


def hide_in(text: str, data: dict[str, Any]) -> str:
    """`text` without the persons named in the other fields of the form."""

    def given(name: str) -> list[str]:
        return [data[name]] if data.get(name) else []

    return redact(
        text, names=given("full_name"), addresses=given("address"), reported=given("reported_name"),
        representatives=given("represented_by"), occupations=given("occupation"),
    )  # fmt: skip


def _checked(
    data: dict[str, Any],
    *,
    person: PersonFacts,
    anonymity: Anonymity,
    addressees: Sequence[Addressee],
    accepted: Sequence[AcceptedFile],
) -> CompletenessFacts:
    return CompletenessFacts(
        written=True,
        named=bool(person.full_name) and anonymity != Anonymity.ANONIM,
        addressed=bool(person.address),
        signed=person.signature_present,
        evidence=data["has_evidence"] and not (accepted and all(file.is_blank for file in accepted)),
        addressed_to_principal=bool(addressees) or (False if data["is_cc_only"] else None),
        self_experienced_or_poa=person.power_of_attorney_stamped or None,
    )
