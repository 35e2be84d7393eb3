"""Addresses of the search. A host site includes them where it likes."""

from django.urls import path

from search import views

urlpatterns = [
    path("cari/", views.search, name="dumas_search"),
    path("cari/isian/", views.complete, name="dumas_search_complete"),
    path("cari/daftar/", views.take_out, name="dumas_search_list"),
]
