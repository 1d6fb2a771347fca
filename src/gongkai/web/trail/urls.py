"""The addresses of the trail, under /workbench/trail/."""

from __future__ import annotations

from django.urls import path

from gongkai.web.trail import views

app_name = "trail"
urlpatterns = [
    path("", views.trail_list, name="list"),
    path("export/", views.export, name="export"),
    path("chains/", views.chains, name="chains"),
    path("chains/verify/", views.verify_all, name="verify-all"),
    path("chains/<str:chain>/verify/", views.verify, name="verify"),
    path("anchor/", views.anchor, name="anchor"),
]
