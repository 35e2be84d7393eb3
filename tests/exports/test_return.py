"""A draft comes back from Word: the difference first, then a new version; what is not safe or too late is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dumas_docs.access.scope import system_scope
from dumas_docs.models import AuditEntry, OutgoingLetter, Recipient, RecipientKind
from tests.exports.editing import before_signature, edited, replaced, with_relation
from tests.imports.makers import make_docx, replace_part

BODY = [
    ("paragraph", "<p>Kami menerima <b>pengaduan</b> warga.</p><p>Mohon perhatian Saudara.</p>"),
    ("numbered", ["menelaah laporan;", "menyampaikan hasil."]),
    ("paragraph", "<p>Rincian:</p><ul><li>satu</li><li>dua</li></ul>"),
]

CHANGES = {
    "Penerusan-pengaduan": "Perihal baru", "Mohon perhatian": "Mohon bantuan", "Kuitansi": "Foto",
    "menyampaikan hasil.": "menyampaikan hasil paling lambat 5 Mei.", "Bupati Contoh": "Wali Kota Contoh",
    "Gubernur Contoh, Semarang": "Inspektur",
}  # fmt: skip


@pytest.fixture
def draft(office) -> OutgoingLetter:
    letter = office.letter(office.case(handler="analis"), final=False)
    with system_scope("test"):
        table = {"columns": [{"type": "text", "heading": "Bukti"}], "rows": [{"values": ["Kuitansi"]}], "caption": ""}
        block = letter._meta.get_field("body").stream_block
        letter.body = [*BODY]
        raw = [*letter.body.get_prep_value(), {"type": "table", "value": table}]
        letter.body = block.to_python([*raw, {"type": "paragraph", "value": "<p>Terima kasih.</p>"}])
        letter.recipients = [
            Recipient(kind=RecipientKind.KEPADA, name="Bupati Contoh", place="di Contoh"),
            Recipient(kind=RecipientKind.TEMBUSAN, name="Gubernur Contoh", place="Semarang"),
        ]
        letter.save_revision()
    return letter


@pytest.fixture
def taken(draft, enter) -> bytes:
    return enter("analis").get(f"/naskah/{draft.pk}/unduh/").content


def send(client, page, content: bytes, name: str = "surat.docx"):
    return client.post(f"/naskah/{page.pk}/dari-word/", {"file": SimpleUploadedFile(name, content)})


def confirm(client, page, shown, **given):
    return client.post(f"/naskah/{page.pk}/dari-word/", {"proposal": shown.context["proposal"], **given})


def newest(page) -> OutgoingLetter:
    with system_scope("test"):
        return OutgoingLetter.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_an_unchanged_file_says_the_same(draft, taken, enter):
    shown = send(enter("analis"), draft, taken)
    assert shown.status_code == 200
    assert shown.context["changes"] == []
    assert "proposal" not in shown.content.decode()


def test_every_part_comes_back_as_one_new_version(draft, taken, enter, trail):
    client = enter("analis")

    def change(document):
        for old, new in CHANGES.items():
            replaced(old, new)(document)

    before = draft.revisions.count()
    shown = send(client, draft, edited(taken, change))
    assert draft.revisions.count() == before
    assert "Mohon bantuan" not in str(newest(draft).body)
    text = shown.content.decode()
    assert "<ins>baru</ins>" in text or "Perihal baru" in text
    stored = confirm(client, draft, shown, **{"rank-0": "ESELON_I"})
    assert stored.status_code == 302
    after = newest(draft)
    assert (draft.revisions.count(), after.subject) == (before + 1, "Perihal baru")
    body = str(after.body)
    for words in ("Kami menerima <b>pengaduan</b> warga.", "Mohon bantuan Saudara.", "5 Mei.", "Foto", "Terima kasih."):
        assert words in body
    assert [(row.kind, row.name, row.place) for row in after.recipients.all()] == [
        ("KEPADA", "Wali Kota Contoh", "di Contoh"), ("TEMBUSAN", "Inspektur", ""),
    ]  # fmt: skip
    entry = AuditEntry.objects.get(verb="naskah.diubah")
    assert (entry.data["door"], entry.actor.username) == ("word", "analis")
    assert str(draft.latest_revision_id) not in (entry.data["revision"],)


def test_who_is_addressed_anew_has_no_rank_but_the_one_that_is_given(draft, taken, enter):
    """The file tells names only, and the rank of the highest addressee decides who signs (domain.md §15, W4)."""
    client, minister = enter("analis"), "Menteri Rekaan"

    def readdressed(document):
        replaced("Bupati Contoh", minister)(document)
        address = next(each for each in document.paragraphs if minister in each.text)
        address.insert_paragraph_before("Yth. Gubernur Lain", style="Dumas Alamat")

    shown = send(client, draft, edited(taken, readdressed))
    fields = shown.context["form"].fields
    assert [field.label for field in fields.values()] == ["Gubernur Lain", minister]
    assert not any(field.initial for field in fields.values())
    for given in ({}, {"rank-0": "ESELON_I"}, {"rank-0": "ESELON_I", "rank-1": "PRESIDEN"}):
        refused = confirm(client, draft, shown, **given)
        assert refused.status_code == 422 and minister in refused.content.decode(), given
    assert [row.name for row in newest(draft).recipients.all()] == ["Bupati Contoh", "Gubernur Contoh"]
    assert confirm(client, draft, shown, **{"rank-0": "ESELON_I", "rank-1": "MENTERI"}).status_code == 302
    after = newest(draft)
    assert [(row.name, row.place, row.rank) for row in after.recipients.all() if row.kind == "KEPADA"] == [
        ("Gubernur Lain", "", "ESELON_I"), (minister, "di Contoh", "MENTERI"),
    ]  # fmt: skip
    assert after.chain_facts()["addressee_rank"] == "MENTERI"


def test_an_addressee_who_only_moved_keeps_rank_and_address(draft, taken, enter):
    with system_scope("test"):
        letter = newest(draft)
        row = letter.recipients.all()[0]
        row.rank, row.email = "MENTERI", "bupati@contoh.example"
        letter.recipients = [row, letter.recipients.all()[1]]
        letter.save_revision()
    client = enter("analis")
    again = client.get(f"/naskah/{draft.pk}/unduh/").content
    shown = send(client, draft, edited(again, replaced("di Contoh", "di Seberang")))
    assert confirm(client, draft, shown).status_code == 302
    moved = newest(draft).recipients.all()[0]
    assert (moved.place, moved.rank, moved.email) == ("di Seberang", "MENTERI", "bupati@contoh.example")


def test_unchanged_blocks_stay_what_they_were(draft, taken, enter):
    client = enter("analis")
    ids = {block.block_type: block.id for block in newest(draft).body}
    confirm(client, draft, send(client, draft, edited(taken, replaced("Terima kasih.", "Sekian."))))
    after = newest(draft).body
    assert [block.block_type for block in after] == ["paragraph", "numbered", "paragraph", "table", "paragraph"]
    assert {block.block_type: block.id for block in after if block.block_type != "paragraph"} == {
        name: pk for name, pk in ids.items() if name != "paragraph"
    }


def test_tracked_changes_are_taken_as_accepted_and_said(draft, taken, enter):
    xml = (
        '<w:p><w:r><w:t xml:space="preserve">Tetap </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>masuk</w:t></w:r>'
        '</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>keluar</w:delText></w:r></w:del></w:p>'
    )
    client = enter("analis")
    shown = send(client, draft, edited(taken, before_signature(xml)))
    assert any("terlacak" in note or "pelacakan" in note for note in shown.context["notes"]), shown.context["notes"]
    confirm(client, draft, shown)
    assert "Tetap masuk" in str(newest(draft).body)
    assert "keluar" not in str(newest(draft).body)


def test_a_newer_version_of_somebody_else_is_never_written_over(draft, taken, enter, office):
    client = enter("analis")
    changed = edited(taken, replaced("Terima kasih.", "Sekian."))
    shown = send(client, draft, changed)
    with system_scope("test"):
        current = newest(draft)
        current.subject = "Dari orang lain"
        current.save_revision(user=office.people["kabid"])
    count = draft.revisions.count()
    refused = confirm(client, draft, shown)
    assert refused.status_code == 422
    assert "Kepala Bidang" in refused.content.decode()
    assert send(client, draft, changed).status_code == 422
    assert (draft.revisions.count(), newest(draft).subject) == (count, "Dari orang lain")


def test_the_confirmation_holds_for_its_person_only(draft, taken, enter):
    shown = send(enter("analis"), draft, edited(taken, replaced("Terima kasih.", "Sekian.")))
    refused = confirm(enter("kabid"), draft, shown)
    assert refused.status_code == 422
    assert "Sekian." not in str(newest(draft).body)


@pytest.mark.parametrize(("person", "status"), [("pembaca", 404), ("orang_luar", 404), ("", 302)])
def test_who_may_not_change_the_draft_brings_nothing_back(draft, taken, enter, person, status):
    assert send(enter(person), draft, taken).status_code == status


def test_a_signed_or_final_letter_is_closed(draft, taken, enter, office):
    with system_scope("test"):
        OutgoingLetter.objects.filter(pk=draft.pk).update(signed_at=office.now)
    assert send(enter("analis"), draft, taken).status_code == 422
    assert "Bandingkan" not in enter("analis").get(f"/naskah/{draft.pk}/dari-word/").content.decode()


def broken_frame(content: bytes) -> bytes:
    def change(document):
        for paragraph in document.paragraphs:
            paragraph.style = document.styles["Normal"]

    return edited(content, change)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: make_docx("Surat lain"), "tidak berasal dari surat ini"),
        (lambda content: b"Catatan biasa, bukan surat.", "bukan dokumen Word"),
        (lambda content: content[:900], "rusak"),
        (lambda content: replace_part(content, "word/vbaProject.bin", b"x"), "makro"),
        (lambda content: with_relation(content, "image", "http://jahat.example/x.png"), "di luar"),
        (
            lambda content: with_relation(content, "attachedTemplate", "http://jahat.example/x.dotm"),
            "di luar",
        ),
        (broken_frame, "gaya"),
        (lambda content: b"", "kosong"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_words(draft, taken, enter, spoil, words):
    count = draft.revisions.count()
    refused = send(enter("analis"), draft, spoil(taken))
    assert refused.status_code == 422
    assert words in refused.context["error"], refused.context["error"]
    assert draft.revisions.count() == count


def test_the_file_of_another_letter_is_refused(draft, taken, office, enter):
    other = office.letter(office.case(handler="analis"), final=False)
    assert send(enter("analis"), other, taken).status_code == 422


def test_a_copy_with_masked_names_does_not_go_over_the_names(draft, office, enter):
    with system_scope("test"):
        OutgoingLetter.objects.filter(pk=draft.pk).update(identity_disclosure_approved=True)
        letter = newest(draft)
        letter.body = [("paragraph", "<p>Surat dari Sekar Wulandari.</p>")]
        letter.save_revision()
    office.person("penyunting", "Penyunting", "editor")
    client = enter("penyunting")
    content = client.get(f"/naskah/{draft.pk}/unduh/").content
    assert b"Sekar" not in BytesIO(content).getvalue()
    refused = send(client, draft, content)
    assert refused.status_code == 422
    assert "Sekar Wulandari" in str(newest(draft).body)


def test_too_long_a_subject_is_said(draft, taken, enter):
    refused = send(enter("analis"), draft, edited(taken, replaced("Penerusan-pengaduan", "x" * 301)))
    assert refused.status_code == 422
    assert "300" in refused.context["error"]
