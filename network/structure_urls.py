"""Addresses of a network's tree and of branches, below /workspace/network/."""

from django.urls import path

from network.views import branches, network_tree

urlpatterns = [
    path("networks/<uuid:uid>/tree/", network_tree.network_tree, name="network_tree"),
    path("centre-branches/", branches.CentreBranches.as_view(), name="centre_branches"),
    path("centre-branches/<uuid:uid>/", branches.centre_branch, name="centre_branch"),
    path("centre-branches/<uuid:uid>/end/", branches.end_centre_branch, name="end_centre_branch"),
    path("centres/<uuid:uid>/branches/new/", branches.add_centre_branch, name="add_centre_branch"),
    path("branch-centres/", branches.BranchCentres.as_view(), name="branch_centres"),
    path("branch-centres/new/", branches.add_branch_centre, name="add_branch_centre"),
    path("branch-centres/<uuid:uid>/", branches.branch_centre, name="branch_centre"),
    path("branch-centres/<uuid:uid>/end/", branches.end_branch_centre, name="end_branch_centre"),
]
