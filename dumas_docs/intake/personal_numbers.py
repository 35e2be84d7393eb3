"""Numbers and addresses by which a person could be found: telephone, NIK, NIP, NPWP, bank account, e-mail."""

import re

from dumas_docs.intake.labels import BETWEEN, GROUPED_NIK, OFFICE_PHONES, PHONE, is_nik
from dumas_docs.intake.marks import (
    ACCOUNT_NO,
    EMAIL_MARK,
    EMPLOYEE_NO,
    HANDLE_MARK,
    NIK_MARK,
    PASSPORT_NO,
    PHONE_MARK,
    TAX_NO,
)

OFFICE_DOMAIN = "setneg.go.id"
EMAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# A line at home: an area code in brackets or behind a dash or blank.
LANDLINE = re.compile(r"(?<![\d/.-])(?:\(0[2-79]\d{1,2}\)|0[2-79]\d{1,2}[\s-])[\s-]?\d{3,4}[\s-]?\d{3,4}(?![\d/-])")
NIP_NUMBER = re.compile(r"(?<!\d)(?:19|20|99)\d{6}\s?\d{6}\s?\d\s?\d{3}(?!\d)")
TAX_NUMBER = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?!\d)")
ACCOUNT_NUMBER = re.compile(
    r"\b(?P<before>(?:no(?:mor)?\.? ?)?rek(?:ening)?\b\.?[^\d\n]{0,25})\d[\d .-]{6,22}\d", re.IGNORECASE
)
# Behind a label every number is one by which somebody is reached, abroad or at home too.
LABELLED_PHONE = re.compile(
    r"\b(?P<before>(?:hp|wa|whats ?app|telp|tlp|telepon|telpon|handphone|ponsel|phone|mobile)\b\.?"
    r"(?:[ \t](?:saya|kami|sy|aktif|pribadi|rumah)\b){0,2}"
    rf"[\s:=|.,/-]{{0,6}})(?P<number>\(?\+?\d(?:{BETWEEN}\d){{7,14}})(?![\d/])",
    re.IGNORECASE,
)
PASSPORT_NUMBER = re.compile(r"\b(?P<before>pass?por(?:t)?\b[^\d\n]{0,25}?)\b[A-Z]{1,2}\s?\d{6,8}(?!\d)", re.IGNORECASE)
NETWORK = r"(?:ig|instagram|tik ?tok|x|twitter|fb|facebook|telegram|tele|line|threads|medsos|media sosial|akun|youtube)"
HANDLE = re.compile(
    rf"\b(?P<before>{NETWORK}(?:\s?[/,&]\s?{NETWORK}){{0,6}}\s?(?:[:=|]|id\s?[:=]|(?=@))\s{{0,3}})"
    r"(?:@[\w.]{2,40}(?:\s?[/,]\s?@[\w.]{2,40}){0,4}|[\w.]*[\d_.][\w.]{1,40}\w)",
    re.IGNORECASE,
)
ACCOUNT_LINK = re.compile(
    r"\b(?P<before>(?:instagram\.com|facebook\.com|fb\.com|tiktok\.com|twitter\.com|x\.com|t\.me)/)@?[\w.]{3,40}",
    re.IGNORECASE,
)


def mask_personal_numbers(text: str) -> str:
    """`text` with a mark for each of them; the office's own addresses and numbers stay."""
    text = EMAIL_ADDRESS.sub(lambda m: m[0] if m[0].lower().endswith(OFFICE_DOMAIN) else EMAIL_MARK, text)
    text = PHONE.sub(_phone, ACCOUNT_NUMBER.sub(rf"\g<before>{ACCOUNT_NO}", TAX_NUMBER.sub(TAX_NO, text)))
    text = GROUPED_NIK.sub(lambda m: NIK_MARK if is_nik(m[0]) else m[0], NIP_NUMBER.sub(EMPLOYEE_NO, text))
    text = PASSPORT_NUMBER.sub(rf"\g<before>{PASSPORT_NO}", LANDLINE.sub(PHONE_MARK, text))
    text = LABELLED_PHONE.sub(_labelled_phone, text)
    return ACCOUNT_LINK.sub(rf"\g<before>{HANDLE_MARK}", HANDLE.sub(rf"\g<before>{HANDLE_MARK}", text))


def _labelled_phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["number"])
    return (
        match[0] if digits.removeprefix("62").removeprefix("0") in OFFICE_PHONES else f"{match['before']}{PHONE_MARK}"
    )


def _phone(match: re.Match[str]) -> str:
    return match[0] if re.sub(r"\D", "", match[1]) in OFFICE_PHONES else PHONE_MARK
