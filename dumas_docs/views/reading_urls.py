"""Addresses of what belongs to one document."""

from django.urls import path

from . import attachments, files, history, identities, keeping, level, registers, versions, wordings

urlpatterns = [
    path("gambar/<int:pk>/kecil/", files.thumbnail, name="dumas_thumbnail"),
    path("naskah/<int:page_id>/berkas/", attachments.files, name="dumas_files"),
    path("naskah/<int:page_id>/berkas/<slug:door>/<int:pk>/hapus/", attachments.remove, name="dumas_file_remove"),
    path("naskah/<int:page_id>/berkas/<slug:door>/<int:pk>/nilai/", attachments.judge, name="dumas_file_judge"),
    path("naskah/<int:page_id>/berkas/<slug:door>/<int:pk>/identitas/", attachments.mark, name="dumas_file_mark"),
    path("naskah/<int:page_id>/identitas/", identities.identities, name="dumas_identities"),
    path("naskah/<int:page_id>/uraian/", wordings.wording, name="dumas_wording"),
    path("naskah/<int:page_id>/tingkat/", level.level, name="dumas_level"),
    path("naskah/<int:page_id>/pindah/", keeping.move, name="dumas_move"),
    path("naskah/<int:page_id>/hapus/", keeping.delete, name="dumas_delete_draft"),
    path("naskah/<int:page_id>/batal-nomor/", registers.void, name="dumas_void_number"),
    path("naskah/<int:page_id>/buku/", registers.book, name="dumas_register"),
    path("naskah/<int:page_id>/publik/", keeping.publicity, name="dumas_publicity"),
    path("naskah/<int:page_id>/versi/", versions.versions, name="dumas_versions"),
    path("naskah/<int:page_id>/versi/<int:revision_id>/", versions.version, name="dumas_version"),
    path("naskah/<int:page_id>/versi/<int:older_id>/<int:newer_id>/", versions.compare, name="dumas_compare"),
    path("naskah/<int:page_id>/riwayat/", history.history, name="dumas_history"),
]
