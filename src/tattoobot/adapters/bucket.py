"""A bucket of S3, or of anything that speaks its protocol, as a shelf for photos.

Imported only where it is set up: the SDK takes its time.
"""

from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)

MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
MISTAKEN = frozenset({"400", "401", "403", "404", "AccessDenied", "InvalidAccessKeyId", "NoSuchBucket"})
"""Answers to the first question that no waiting will mend."""


class BucketAway(OSError):
    """The bucket cannot be used for now."""


class BucketRefused(Exception):
    """The bucket does not exist, or these keys do not open it."""


@dataclass(frozen=True, slots=True)
class BucketAddress:
    bucket: str
    prefix: str = ""
    endpoint_url: str | None = None
    """Of a service other than Amazon's."""
    region: str | None = None
    access_key_id: str | None = None
    """With none, the SDK looks where it always does: the machine's role, `AWS_…` variables, its own files."""
    secret_access_key: str | None = None


class Bucket:
    def __init__(self, address: BucketAddress) -> None:
        self._bucket, self._prefix = address.bucket, address.prefix
        self._s3: Any = boto3.session.Session().client(
            "s3",
            endpoint_url=address.endpoint_url,
            region_name=address.region,
            aws_access_key_id=address.access_key_id,
            aws_secret_access_key=address.secret_access_key,
            config=_config(address),
        )

    def check(self) -> None:
        """Raises `BucketRefused` where the settings are wrong, `BucketAway` where only time can tell."""
        try:
            self._s3.head_bucket(Bucket=self._bucket)
        except ClientError as error:
            if _code(error) in MISTAKEN:
                raise BucketRefused(f"the bucket {self._bucket!r} answers {_code(error)}") from error
            raise BucketAway(str(error)) from error
        except (NoCredentialsError, PartialCredentialsError) as error:
            raise BucketRefused("there are no keys to open it with") from error
        except ParamValidationError as error:
            raise BucketRefused(f"{self._bucket!r} cannot be the name of a bucket") from error
        except BotoCoreError as error:
            raise BucketAway(str(error)) from error

    def put(self, name: str, content: bytes, mime_type: str) -> None:
        try:
            self._s3.put_object(
                Bucket=self._bucket, Key=self._prefix + name, Body=content, ContentType=mime_type
            )
        except (ClientError, BotoCoreError) as error:
            raise BucketAway(str(error)) from error

    def get(self, name: str) -> bytes | None:
        try:
            content: bytes = self._s3.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read()
        except ClientError as error:
            if _code(error) in MISSING:
                return None
            raise BucketAway(str(error)) from error
        except BotoCoreError as error:
            raise BucketAway(str(error)) from error
        return content

    def delete(self, name: str) -> None:
        try:
            self._s3.delete_object(Bucket=self._bucket, Key=self._prefix + name)
        except (ClientError, BotoCoreError) as error:
            raise BucketAway(str(error)) from error


def _config(address: BucketAddress) -> Config:
    return Config(
        connect_timeout=5,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": 2},
        # Checksums of the newest kind are unknown to many who speak the protocol.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        # Only Amazon's own addresses can be relied on to carry the bucket in the name of the host.
        s3={"addressing_style": "path" if address.endpoint_url else "auto"},
    )


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
