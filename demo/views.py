from django.http import Http404


def enter(request):
    raise Http404


def reset(request):
    raise Http404
