"""An S3 server for tests: it believes nothing that is not signed, and keeps everything in memory."""
import hashlib
import hmac
import http.server
import re
import sys
import urllib.parse

KEY, SECRET, REGION = "AKIDTEST", "very/secret+key", "eu-test-1"
files, uploads = {}, {}


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def flaw(self, body):
        found = re.fullmatch(
            r"AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\w{64})",
            self.headers.get("authorization", ""))
        if not found:
            return "no signature"
        credential, names, signature = found.groups()
        key, date, region, service, end = credential.split("/")
        moment = self.headers["x-amz-date"]
        if key != KEY or (region, service, end) != (REGION, "s3", "aws4_request") or not moment.startswith(date):
            return "InvalidAccessKeyId"
        if hashlib.sha256(body).hexdigest() != self.headers["x-amz-content-sha256"]:
            return "XAmzContentSHA256Mismatch"
        path, _, query = self.path.partition("?")
        pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
        quote = lambda text: urllib.parse.quote(text, safe="-_.~")
        canonical = "\n".join([
            self.command, path, "&".join(f"{quote(n)}={quote(v)}" for n, v in pairs),
            "".join(f"{n}:{self.headers[n].strip()}\n" for n in names.split(";")), names,
            self.headers["x-amz-content-sha256"]])
        scope = f"{date}/{region}/s3/aws4_request"
        text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        secret = ("AWS4" + SECRET).encode()
        for part in (date, region, "s3", "aws4_request"):
            secret = mac(secret, part)
        if not hmac.compare_digest(mac(secret, text).hex(), signature) or "host" not in names.split(";"):
            return "SignatureDoesNotMatch"
        return None

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        flaw = self.flaw(body)
        if flaw:
            return self.answer(403, f"<Error><Code>{flaw}</Code></Error>".encode())
        path, _, text = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
        key = urllib.parse.unquote(path)
        if self.command == "GET" and query.get("list-type") == "2":
            bucket = key + "/"
            names = sorted(n for n in files if n.startswith(bucket + query.get("prefix", "")))
            start = int(query.get("continuation-token", "0"))
            page = "".join(f"<Key>{n[len(bucket):]}</Key>" for n in names[start:start + 2])
            more = f"<NextContinuationToken>{start + 2}</NextContinuationToken>" if start + 2 < len(names) else ""
            return self.answer(200, f"<ListBucketResult>{page}{more}</ListBucketResult>".encode())
        if self.command == "POST" and "uploads" in query:
            uploads[str(len(uploads) + 1)] = {}
            return self.answer(200, f"<R><UploadId>{len(uploads)}</UploadId></R>".encode())
        if self.command == "PUT" and "uploadId" in query:
            uploads[query["uploadId"]][int(query["partNumber"])] = body
            return self.answer(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')
        if self.command == "POST":
            parts = uploads[query["uploadId"]]
            tags = re.findall(r"<PartNumber>(\d+)</PartNumber><ETag>\"(\w+)\"</ETag>", body.decode())
            whole = all(hashlib.md5(parts[int(n)]).hexdigest() == tag for n, tag in tags)
            small = any(len(parts[int(n)]) < 5 << 20 for n, _ in tags[:-1])
            if not whole or small or len(tags) != len(parts):
                return self.answer(400, b"<Error><Code>InvalidPart</Code></Error>")
            files[key] = b"".join(parts[int(n)] for n, _ in tags)
            return self.answer(200, b"<CompleteMultipartUploadResult/>")
        if self.command == "PUT":
            files[key] = body
            return self.answer(200)
        if self.command == "DELETE":
            files.pop(key, None)
            return self.answer(204)
        if key not in files:
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        data = files[key]
        if "spoiled" in key:
            data = data[:-1] + bytes([data[-1] ^ 1])
        self.answer(200, data)

    do_GET = do_PUT = do_POST = do_DELETE = serve


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
