"""The quarterly review: the list, one review with its progress, deciding item by item, answering, the report."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, people_permissions, permissions, review_report
from access.domain import account_reviews
from access.forms.account_review import AnswerForm, DecisionForm
from access.models import AccountReview, ReviewItem
from access.people_enums import ReviewDecision
from access.people_filters import ReviewFilter, ReviewItemFilter
from access.people_tables import ReviewItemTable, ReviewTable
from access.scopes import scope_labels
from access.views.lists import ListPage, sheet_response
from access.views.pages import page
from tools import sheets

UNDECIDED = ["", ReviewDecision.ASK.value]


class AccountReviews(ListPage):
    """All reviews, the newest first."""

    model = AccountReview
    table_class = ReviewTable
    filterset_class = ReviewFilter
    permission = people_permissions.VIEW_REVIEWS
    title = gettext_lazy("Account reviews")
    lead = gettext_lazy("Each quarter every privileged, unused or expiring role is kept with a reason or ended.")

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().select_related("closed_by").order_by("-quarter")


class ReviewItems(ListPage):
    """One review: its figures, its progress, and its items."""

    model = ReviewItem
    table_class = ReviewItemTable
    filterset_class = ReviewItemFilter
    template_name = "access/account_review.html"
    permission = people_permissions.VIEW_REVIEWS

    def get_queryset(self):
        """The items of the review in the address."""
        self.review = door.get_visible_or_404(AccountReview.objects.all(), self.request.actor, uid=self.kwargs["uid"])
        self.title = str(self.review)
        rows = super().get_queryset().filter(review=self.review)
        return rows.select_related("assignment__user", "decided_by").order_by("assignment__user__name", "pk")

    def get_context_data(self, **kwargs) -> dict:
        """How far the review is."""
        items = self.review.items
        total, waiting = items.count(), items.filter(decision__in=UNDECIDED).count()
        return super().get_context_data(**kwargs) | {
            "review": self.review,
            "total": total,
            "done": total - waiting,
            "waiting": waiting,
            "may_close": self.request.actor.holds(people_permissions.REVIEW_ACCOUNTS),
        }


@page(people_permissions.VIEW_REVIEWS)
def next_item(request, uid):
    """Go to the first item that the actor may decide and nobody has; back to the review when there is none."""
    review = door.get_visible_or_404(AccountReview.objects.all(), request.actor, uid=uid)
    rows = review.items.filter(decision="").exclude(assignment__user=request.user).select_related("assignment")
    for item in rows.order_by("pk"):
        if door.can(request.actor, account_reviews.permission_for(item), item):
            return redirect(item)
    return redirect(review)


@page(people_permissions.VIEW_REVIEWS)
def review_item(request, uid):
    """One role with what is known of it, and the decision."""
    rows = ReviewItem.objects.select_related("review", "assignment__user", "assignment__granted_by", "decided_by")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    form = DecisionForm(request.POST or None, initial={"decision": found.decision, "reason": found.reason})
    if request.method == "POST" and form.is_valid():
        account_reviews.decide(found, **form.cleaned_data, by=request.actor)
        messages.success(request, _("Decided: %(what)s.") % {"what": found.get_decision_display()})
        return redirect("access:next_review_item", found.review.uid)
    key = (found.assignment.scope_kind, found.assignment.scope_id)
    context = {
        "item": found,
        "form": form,
        "scope_label": scope_labels([key]).get(key, ""),
        "refusal": door.why(request.actor, account_reviews.permission_for(found), found),
    }
    return render(request, "access/review_item.html", context)


@page(people_permissions.REVIEW_ACCOUNTS)
@require_POST
def close_review(request, uid):
    """Close a review and freeze its report."""
    found = door.get_visible_or_404(AccountReview.objects.all(), request.actor, uid=uid)
    account_reviews.close(found, by=request.actor)
    messages.success(request, _("The review is closed, its report is frozen."))
    return redirect(found)


@page(people_permissions.VIEW_REVIEWS)
def review_report_file(request, uid, form):
    """The report as PDF or sheet."""
    found = door.get_visible_or_404(AccountReview.objects.select_related("closed_by"), request.actor, uid=uid)
    if form == "xlsx":
        rows = review_report.rows(review_report.content(found))
        return sheet_response(request, str(found), review_report.columns(), rows, "xlsx")
    if form != "pdf":
        raise Http404
    from tools.documents.pdf import render_pdf

    answer = HttpResponse(render_pdf(review_report.document(found)), content_type="application/pdf")
    answer.headers["Content-Disposition"] = sheets.content_disposition(f"{found}.pdf")
    return answer


@page(permissions.END_ROLE)
def answer_review(request, uid):
    """Answer for the organisation whether a role is still needed."""
    rows = ReviewItem.objects.select_related("review", "assignment__user")
    found = rows.filter(uid=uid).first()
    if found is None or not door.can(request.actor, permissions.END_ROLE, found.assignment):
        raise Http404
    form = AnswerForm(request.POST or None, initial={"words": found.answer})
    if request.method == "POST" and form.is_valid():
        account_reviews.answer(found, words=form.cleaned_data["words"], by=request.actor)
        messages.success(request, _("Your answer is given to the security administrator."))
        return redirect(found.assignment)
    return render(request, "access/answer_review.html", {"item": found, "form": form})
