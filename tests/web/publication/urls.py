"""The pages of reviewing and releasing, and the shell around them."""

from django.urls import include, path

from gongkai.web.publication import urls_reviews

urlpatterns = [
    path("workbench/", include("gongkai.web.shell.urls")),
    path("workbench/documents/", include((urls_reviews.urlpatterns, "publication"))),
]
