"""The public addresses: those of design.md 8, made so that a static host can serve every one of them."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.web.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("b/<slug:code>/", views.body_view, name="body"),
    path("b/<slug:code>/<slug:column>/", views.column_view, name="column"),
    path("b/<slug:code>/<slug:column>/<int:number>.html", views.column_view, name="column-page"),
    re_path(r"^b/(?P<code>[-\w]+)/(?P<column>statutory)/(?P<head>A\d\d_\w+)/$", views.column_view, name="head"),
    re_path(
        r"^b/(?P<code>[-\w]+)/(?P<column>statutory)/(?P<head>A\d\d_\w+)/(?P<number>\d{1,6})\.html$",
        views.head_page,
        name="head-page",
    ),
    re_path(
        r"^b/(?P<code>[-\w]+)/(?P<column>[-\w]+)/(?P<month>\d{6})/(?P<key>[0-9a-f-]{36})\.html$",
        views.document,
        name="document",
    ),
    path("f/<uuid:key>/<uuid:file>/<str:name>", views.download, name="download"),
]
# Asked last of all (site/urls.py): what no other address of the house answers.
old_addresses = [re_path(r"^(?P<path>.+)$", views.old_address, name="old-address")]
