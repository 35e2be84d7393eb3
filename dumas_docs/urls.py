"""Addresses of the office site. A host site includes them before Wagtail's own."""

from django.contrib.auth import views as auth_views
from django.urls import include, path

from dumas_docs.views import accounts, case_lists, files, home, public

urlpatterns = [
    path("", home.home, name="dumas_home"),
    path("publik/", public.public, name="dumas_public"),
    path("masuk/", accounts.LoginView.as_view(), name="login"),
    path("keluar/", auth_views.LogoutView.as_view(), name="logout"),
    path("sandi/", accounts.PasswordChangeView.as_view(), name="password_change"),
    path("sandi/selesai/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("sandi/baru/<uidb64>/<token>/", accounts.NewPasswordView.as_view(), name="password_reset_confirm"),
    path("kasus/", case_lists.cases, name="dumas_cases"),
    path("naskah/", home.archive, name="dumas_archive"),
    path("berkas/<int:pk>/", files.file, name="dumas_file"),
    path("gambar/<int:pk>/", files.image, name="dumas_image"),
    path("gambar/kecil/<int:pk>/", files.rendition, name="dumas_rendition"),
    path("", include("dumas_docs.views.reading_urls")),
    path("", include("dumas_docs.views.exports_urls")),
    path("", include("dumas_docs.views.intake_urls")),
    path("", include("dumas_docs.views.chain_urls")),
    path("", include("dumas_docs.views.sharing_urls")),
    path("", include("dumas_docs.views.standing_urls")),
    path("", include("dumas_docs.views.dispositions_urls")),
]
