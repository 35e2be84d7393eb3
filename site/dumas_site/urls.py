"""All addresses of the ready site. What Wagtail offers beyond this is not mounted (access.md, "Enforcement" 7)."""

from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from dumas_docs.admin.views import closed

handler400 = "dumas_docs.views.errors.bad_request"

urlpatterns = [
    path("penyuntingan/", include(closed)),
    path("penyuntingan/", include(wagtailadmin_urls)),
    path("", include("dumas_docs.urls")),
    path("", include("search.urls")),
    re_path(serve_pattern, wagtail_views.serve, name="wagtail_serve"),
]
