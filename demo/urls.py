"""Addresses of the demonstration, below /demo/; mounted only where settings.DEMO says so."""

from django.urls import path

from demo import views

app_name = "demo"

urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("reset/", views.reset, name="reset"),
    path("post/", views.post, name="post"),
    path("waiting/", views.waiting, name="waiting"),
]
