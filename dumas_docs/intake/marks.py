"""Marks that stand in a text for what named or found a person (access.md, "Identities")."""

COMPLAINANT, REPORTED, REPRESENTATIVE, SOMEBODY = "[pengadu]", "[terlapor]", "[kuasa]", "[nama]"
ADDRESS, OCCUPATION = "[alamat]", "[pekerjaan]"
PHONE_MARK, NIK_MARK, EMAIL_MARK, EMPLOYEE_NO = "[telepon]", "[NIK]", "[surel]", "[NIP]"
TAX_NO, ACCOUNT_NO, PASSPORT_NO, HANDLE_MARK = "[NPWP]", "[rekening]", "[paspor]", "[akun]"
MARKS = (
    COMPLAINANT, ADDRESS, PHONE_MARK, NIK_MARK, EMAIL_MARK, REPORTED, REPRESENTATIVE, SOMEBODY, EMPLOYEE_NO, OCCUPATION,
    TAX_NO, ACCOUNT_NO, PASSPORT_NO, HANDLE_MARK,
)  # fmt: skip
