"""Addresses of bodies and people in the workbench: mounted at `workbench/bodies/`."""

from __future__ import annotations

from django.urls import path

from gongkai.web.bodies.views import accounts, importing, people, public_face, roles, tree, updates

app_name = "bodies"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("new/", tree.found, name="found"),
    path("import/", importing.take, name="import"),
    path("import/template.xlsx", importing.template, name="import-template"),
    path("export.xlsx", importing.export, name="export"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="user-add"),
    path("people/<uuid:user>/", people.user, name="user"),
    path("people/<uuid:user>/change/", people.change, name="user-change"),
    path("people/<uuid:user>/deactivate/", people.deactivate, name="user-deactivate"),
    path("people/<uuid:user>/reactivate/", people.reactivate, name="user-reactivate"),
    path("administrators/", roles.administrators, name="administrators"),
    path("administrators/new/", roles.grant_administrator, name="administrator-grant"),
    path("roles/<uuid:appointment>/withdraw/", roles.withdraw, name="role-withdraw"),
    path("delegations/", roles.delegations, name="delegations"),
    path("delegations/new/", roles.delegate, name="delegate"),
    path("delegations/<uuid:delegation>/end/", roles.delegation_stop, name="delegation-end"),
    path("leaders/<uuid:leader>/", public_face.leader_edit, name="leader-change"),
    path("leaders/<uuid:leader>/leave/", public_face.leader_leave, name="leader-end"),
    path("offices/<uuid:office>/", public_face.office_edit, name="office-change"),
    path("offices/<uuid:office>/end/", public_face.office_dissolve, name="office-end"),
    path("groups/<uuid:group>/adjust/", public_face.group_adjust, name="group-adjust"),
    path("groups/<uuid:group>/end/", public_face.group_end, name="group-end"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/change/", accounts.account_change, name="account-change"),
    path("accounts/<uuid:account>/hand-over/", accounts.account_hand_over, name="account-hand-over"),
    path("accounts/<uuid:account>/post/", accounts.account_post, name="account-post"),
    path("accounts/<uuid:account>/status/", accounts.account_status, name="account-status"),
    path("accounts/<uuid:account>/filing/", accounts.account_file, name="account-file"),
    path("updates/<uuid:task>/close/", updates.update_close, name="update-close"),
    path("b/<slug:code>/", tree.body, name="body"),
    path("b/<slug:code>/office/", tree.change_office, name="office"),
    path("b/<slug:code>/identity/", tree.change_identity, name="identity"),
    path("b/<slug:code>/move/", tree.move, name="move"),
    path("b/<slug:code>/answers/", tree.answers, name="answers"),
    path("b/<slug:code>/end/", tree.end, name="end"),
    path("b/<slug:code>/simplified/", tree.simplify, name="simplify"),
    path("b/<slug:code>/simplified/end/", tree.unsimplify, name="unsimplify"),
    path("b/<slug:code>/roles/", roles.roles, name="roles"),
    path("b/<slug:code>/roles/new/", roles.grant, name="grant"),
    path("b/<slug:code>/leaders/", public_face.leaders, name="leaders"),
    path("b/<slug:code>/leaders/new/", public_face.leader_add, name="leader-add"),
    path("b/<slug:code>/offices/new/", public_face.office_add, name="office-add"),
    path("b/<slug:code>/group/", public_face.group, name="group"),
    path("b/<slug:code>/group/new/", public_face.group_add, name="group-add"),
    path("b/<slug:code>/accounts/", accounts.accounts, name="accounts"),
    path("b/<slug:code>/accounts/new/", accounts.account_open, name="account-open"),
    path("b/<slug:code>/updates/", updates.updates, name="updates"),
]
