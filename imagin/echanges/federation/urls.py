"""URLs that other académies call."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
