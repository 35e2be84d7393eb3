"""Addresses of sharing, below the page they are about."""

from django.urls import path

from . import access_of, sharing, sharing_inheritance

urlpatterns = [
    path("naskah/<int:page_id>/berbagi/", sharing.sharing, name="dumas_sharing"),
    path("naskah/<int:page_id>/berbagi/cari/", sharing.people, name="dumas_sharing_people"),
    path("naskah/<int:page_id>/berbagi/warisan/", sharing_inheritance.inheritance, name="dumas_sharing_inheritance"),
    path("naskah/<int:page_id>/berbagi/hak/", access_of.access_of, name="dumas_access_of"),
]
