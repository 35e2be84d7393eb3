"""Addresses of the search. A host site includes them where it likes."""

from django.urls import path

from search import repeat_views, saved_views, similar_views, views

urlpatterns = [
    path("cari/", views.search, name="dumas_search"),
    path("cari/isian/", views.complete, name="dumas_search_complete"),
    path("cari/tersimpan/", saved_views.mine, name="dumas_saved"),
    path("cari/tersimpan/simpan/", saved_views.save, name="dumas_saved_save"),
    path("cari/tersimpan/<int:pk>/", saved_views.open_saved, name="dumas_saved_open"),
    path("cari/tersimpan/<int:pk>/ubah/", saved_views.change, name="dumas_saved_change"),
    path("cari/tersimpan/<int:pk>/hapus/", saved_views.delete, name="dumas_saved_delete"),
    path("cari/serupa/", similar_views.similar_to_typed, name="dumas_similar_typed"),
    path("cari/serupa/<int:page_id>/", similar_views.similar, name="dumas_similar"),
    path("cari/pengadu-berulang/<int:page_id>/", repeat_views.repeats, name="dumas_repeats"),
    path("cari/daftar/", views.take_out, name="dumas_search_list"),
]
