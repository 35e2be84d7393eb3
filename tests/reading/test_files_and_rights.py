"""Adding files: the right is asked again when the examination is over, and on a public document it takes approval."""

from __future__ import annotations

from io import BytesIO

import pytest

from dumas_docs.access import grants
from dumas_docs.actions import attach_file as room
from dumas_docs.actions.attach_file import MayNotAttach, attach_file
from dumas_docs.actions.publicity import publish_to_public
from dumas_docs.models import Attachment, GrantCause


def add(office, page, username: str):
    return attach_file(page=page, name="x.txt", content=BytesIO(b"isi"), by=office.people[username], now=office.now)


def test_a_right_that_ends_during_the_examination(office, monkeypatch):
    case = office.case(handler="analis")
    examine = room.accept_file

    def slow(**values):
        for cause in GrantCause.objects.filter(page_id=case.pk):
            grants.revoke(cause=cause, now=office.now)
        return examine(**values)

    monkeypatch.setattr(room, "accept_file", slow)
    with pytest.raises(MayNotAttach):
        add(office, case, "analis")
    assert not Attachment.objects.filter(page_id=case.pk).exists()


def test_nothing_becomes_public_without_approval(office, enter):
    standard = office.standard()
    assert add(office, standard, "kabid").held
    publish_to_public(page=standard, by=office.people["asdep"], now=office.now)
    with pytest.raises(MayNotAttach):
        attach_file(page=standard, name="y.txt", content=BytesIO(b"lain"), by=office.people["kabid"], now=office.now)
    answer = enter("kabid").post(f"/naskah/{standard.pk}/berkas/", {"files": BytesIO(b"lain lagi")}, follow=True)
    assert "tidak ditambahkan" in answer.content.decode()
    assert Attachment.objects.filter(page_id=standard.pk).count() == 1
    assert attach_file(
        page=standard, name="z.txt", content=BytesIO(b"tiga"), by=office.people["asdep"], now=office.now
    ).held
