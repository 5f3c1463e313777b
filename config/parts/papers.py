"""Settings of files that people bring: how large, how many, how long."""

FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
# What one request brings at most. The proxy lets somewhat more through (deploy/nginx.conf: client_max_body_size), so
# that the sentence about it is the product's.
ATTACHMENT_MAX_TOGETHER = 60 * 1024 * 1024
# A picture of more pixels is refused before it is decoded: forty million are a good camera's.
ATTACHMENT_MAX_PIXELS = 40_000_000
ATTACHMENT_MAX_PAGES = 300
# How many photographs are joined to one PDF at a time.
ATTACHMENT_MAX_PHOTOS = 30
# So many days before a standing document's last day its hospital is told to renew it.
SHELF_REMIND_DAYS = 60
# Files that no row names are purged when they are older: a verb under way has written its file before its row.
ORPHAN_HOURS = 24
