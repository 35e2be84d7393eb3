"""Addresses of the work on a case: its steps, its story, its records."""

from django.urls import path

from . import case_records, follow_up, monitoring, seals, standing

urlpatterns = [
    path("naskah/<int:page_id>/langkah/<slug:name>/", standing.step, name="dumas_step"),
    path("naskah/<int:page_id>/segel/", seals.unseal, name="dumas_unseal"),
    path("naskah/<int:page_id>/perjalanan/", standing.story, name="dumas_story"),
    path("naskah/<int:page_id>/arahan/", case_records.direction, name="dumas_direction"),
    path("naskah/<int:page_id>/arahan/<int:pk>/pastikan/", case_records.confirm, name="dumas_direction_confirm"),
    path("naskah/<int:page_id>/surat-tindak-lanjut/", follow_up.begin, name="dumas_follow_up"),
    path("naskah/<int:page_id>/tanggapan/", case_records.reply, name="dumas_reply"),
    path("naskah/<int:page_id>/perkembangan/", case_records.inquiry, name="dumas_inquiry"),
    path("naskah/<int:page_id>/perkembangan/<int:pk>/jawab/", case_records.answer, name="dumas_inquiry_answer"),
    path("naskah/<int:page_id>/intervensi/", case_records.intervention, name="dumas_intervention"),
    path("naskah/<int:page_id>/duplikat/", case_records.duplicate, name="dumas_duplicate"),
    path("naskah/<int:page_id>/pemantauan/<slug:paper>/", monitoring.begin, name="dumas_monitoring_begin"),
]
