"""Words that were put on record for somebody are on his list until he has confirmed them (S0 B.1)."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from dumas_docs.actions.record_direction import record_direction
from tests.monitoring.monitoring_office import again


def test_who_gave_a_direction_by_word_finds_it_among_his_tasks(office):
    activity = office.activity("asdep", by="asdep")
    record_direction(
        case=activity, position=office.positions["deputi"], mode="LISAN", given_at=timezone.now(), channel="Telepon",
        text="Laksanakan.", by=office.people["asdep"], now=timezone.now(),
    )  # fmt: skip

    def told(code: str, address: str) -> bool:
        client = Client()
        client.force_login(office.people[code])
        return activity.title in client.get(address).content.decode().partition('id="arahan"')[2]

    for address in ("/tugas/", "/"):
        assert told("deputi", address) and not told("asdep", address) and not told("menteri", address), address
    client = Client()
    client.force_login(office.people["deputi"])
    client.post(f"/naskah/{activity.pk}/arahan/{again(activity).directions.get().pk}/pastikan/")
    assert again(activity).state == "DIARAHKAN" and not told("deputi", "/tugas/")
