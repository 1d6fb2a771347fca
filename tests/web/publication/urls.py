"""The pages of publication, and the shell around them."""

from django.urls import include, path

urlpatterns = [
    path("workbench/", include("gongkai.web.shell.urls")),
    path("workbench/documents/", include("gongkai.web.publication.urls")),
]
