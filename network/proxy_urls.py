"""Addresses of what centres enter for hospitals from paper, below /workspace/network/."""

from django.urls import path

from network.views import annual_papers, proxy_entries, proxy_letters

urlpatterns = [
    path("paper/", proxy_entries.ProxyEntries.as_view(), name="proxy_entries"),
    path("paper/new/", proxy_entries.choose, name="enter_from_paper"),
    path("paper/new/<uuid:network>/<uuid:hospital>/", proxy_entries.enter, name="type_from_paper"),
    path("paper/new/annual/<uuid:network>/<uuid:hospital>/", annual_papers.enter, name="type_annual_paper"),
    path("paper/code/", proxy_letters.enter_code, name="proxy_enter_code"),
    path("paper/<uuid:uid>/", proxy_entries.entry, name="proxy_entry"),
    path("paper/<uuid:uid>/step/", proxy_entries.step, name="proxy_step"),
    path("paper/<uuid:uid>/ask/", proxy_entries.ask, name="ask_administrator"),
    path("paper/<uuid:uid>/letter/", proxy_letters.letter, name="proxy_letter"),
    path("paper/<uuid:uid>/sent/", proxy_letters.note_sent, name="note_proxy_letter"),
    path("paper/<uuid:uid>/copies/", proxy_letters.add_copies, name="proxy_copies"),
    path("paper/<uuid:uid>/compare/", proxy_letters.compare, name="compare_proxy"),
]
