"""One design: whether it may go is for all to say that may hold it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.customers.actions.unused_pictures import delete_own_design
from customkeeps.designs import queries, saved
from customkeeps.designs.serializers import (
    ANY_DESIGN,
    ChangedDesignInput,
    SavedDesignSerializer,
)
from customkeeps.rest.base_url import base_url
from customkeeps.rest.parsers import LargeJSONParser
from customkeeps.rest.schema import errors


class DesignView(APIView):
    parser_classes = [LargeJSONParser]

    @extend_schema(operation_id="designs_retrieve", responses={200: ANY_DESIGN, **errors(401, 404)})
    def get(self, request: Request, design_id: UUID) -> Response:
        """A saved design or a picture of the caller's."""
        user = signed_in(request)
        return Response(queries.any_design_as_dict(user, design_id, base_url=base_url(request)))

    @extend_schema(
        operation_id="designs_change",
        request=ChangedDesignInput,
        responses={200: SavedDesignSerializer, **errors(400, 401, 404, 409, 413, 415)},
    )
    def patch(self, request: Request, design_id: UUID) -> Response:
        """Change a saved design. Another product takes the documents along, fitted to it."""
        data = ChangedDesignInput(data=request.data)
        data.is_valid(raise_exception=True)
        user, given = signed_in(request), data.validated_data
        row = saved.change_design(
            user=user,
            design_id=design_id,
            revision=given["revision"],
            wanted=saved.Wanted.of(given),
        )
        whole = queries.saved_design(user, row.pk)
        return Response(queries.whole_saved_as_dict(whole, base_url=base_url(request)))

    @extend_schema(operation_id="designs_delete", responses={204: None, **errors(401, 404, 409)})
    def delete(self, request: Request, design_id: UUID) -> Response:
        """Delete a saved design, or a picture that nothing needs."""
        delete_own_design(user=signed_in(request), design_id=design_id)
        return Response(status=204)
