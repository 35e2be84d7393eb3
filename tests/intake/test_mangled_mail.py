"""Real mails, damaged in every way at random: only named errors come out, and nothing a database refuses."""

import random
from pathlib import Path

import pytest

from dumas_docs.intake.classify import classify
from dumas_docs.intake.completeness import check_completeness, gather_facts
from dumas_docs.intake.errors import MailRefused
from dumas_docs.intake.likeness import fingerprint
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.parties import read_parties
from tests.intake.letters import MAILBOXES, raw_mail, read

SAMPLES = sorted((Path(__file__).parents[2] / "site/dumas_site/demo/mail").rglob("*.eml"))
ROUNDS = 25


def mangle(raw: bytes, dice: random.Random) -> bytes:
    data = bytearray(raw[:60_000])
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(data))
        match dice.randrange(8):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randrange(1, 200)]
            case 2:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 20)))
            case 3:
                data[at:at] = b"\x00" * dice.randrange(1, 5)
            case 4:
                data[at:at] = dice.choice(
                    [b"\r", b"\n\n", b"=?utf-8?b?", b"\n--", b"\nContent-Type: message/rfc822\n\n"]
                )
            case 5:
                data = bytearray(
                    bytes(data).replace(b"utf-8", dice.choice([b"utf-16", b"utf-7", b"idna", b"\xff", b""]))
                )
            case 6:
                other = dice.randrange(len(data))
                data[at : at + 50], data[other : other + 50] = data[other : other + 50], data[at : at + 50]
            case 7:
                del data[max(1, at) :]
        if not data:
            return b""
    return bytes(data)


def assert_storable(mail: IncomingMail) -> None:
    texts = [mail.subject, mail.text, mail.title, mail.sender.name, mail.sender.email, mail.message_id or ""]
    texts += [person.label for person in mail.to + mail.cc] + list(mail.headers.values())
    texts += [text for a in mail.attachments for text in (a.name, a.declared_mime, a.nested_in)]
    for text in texts:
        assert "\x00" not in text
        text.encode("utf-8")


def understand(mail: IncomingMail) -> None:
    parties = read_parties(mail=mail)
    found = classify(mail=mail, anonymity=parties.complainant.anonymity, mailboxes=MAILBOXES)
    facts = gather_facts(
        mail=mail, complainant=parties.complainant, addressees=found.addressees, is_cc_only=found.is_cc_only
    )
    check_completeness(facts=facts, channel=found.channel, classification=found.classification)
    fingerprint(secret=b"k" * 32, subject=mail.subject, text=mail.text, sender_email=mail.sender.email)


def test_the_samples_are_there():
    assert len(SAMPLES) >= 30


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_mangled_samples_raise_named_errors_only(path):
    dice, raw = random.Random(path.name), path.read_bytes()
    for _ in range(ROUNDS):
        try:
            mail = read(mangle(raw, dice))
        except MailRefused:
            continue
        assert_storable(mail)
        understand(mail)


@pytest.mark.parametrize("seed", range(20))
def test_noise_with_a_header_raises_named_errors_only(seed):
    dice = random.Random(seed)
    noise = dice.randbytes(5000)
    for raw in (noise, b"Subject: " + noise, b"From: " + noise[:60] + b"\n\n" + noise, raw_mail()[:200] + noise):
        try:
            assert_storable(read(raw))
        except MailRefused:
            continue


@pytest.mark.parametrize(
    "text",
    [
        "1." * 90_000,
        "/" * 180_000,
        "Aa." * 60_000,
        "A a " * 45_000,
        "bapak\n" * 30_000,
        "jangan " * 25_000,
        "a," * 90_000,
    ],
)
def test_tedious_text_is_understood_without_backtracking_forever(text):
    understand(read(b"From: a@x.example\nSubject: x\n\n" + text.encode() + b" z"))


@pytest.mark.parametrize(
    "header", ["From", "To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Disposition"]
)
@pytest.mark.parametrize("noise", ["=?", "=?utf-8?q?", "(", "<", '"', "\\", ",", "a@", ";x*0*="])
def test_tedious_headers_are_read(header, noise):
    assert_storable(read(f"X: 1\nReceived: x\n{header}: {noise * 3000}\n\nisi"))
