// The baseline: the library's own multi interface in a plain loop, 64 requests in flight over a unix socket.
// Prints requests a second.   loop SOCKET COUNT
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { in_flight = 64 };

static size_t take(char *bytes, size_t size, size_t count, void *total) {
    (void)bytes;
    *(size_t *)total += size * count;
    return size * count;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int words, char **word) {
    if (words != 3) return 2;
    long wanted = atol(word[2]), started = 0, done = 0;
    size_t total = 0;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 128L);
    double start = now();
    for (; started < in_flight && started < wanted; started++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, "http://localhost/");
        curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, word[1]);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &total);
        curl_multi_add_handle(multi, easy);
    }
    while (done < wanted) {
        int running, left;
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
            CURL *easy = message->easy_handle;
            if (message->data.result != CURLE_OK) return 1;
            curl_multi_remove_handle(multi, easy);
            done++;
            if (started < wanted) {
                curl_multi_add_handle(multi, easy);
                started++;
            } else {
                curl_easy_cleanup(easy);
            }
        }
        if (done < wanted) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    if (total != (size_t)wanted * 13) return 1;
    printf("%.0f\n", wanted / (now() - start));
    curl_multi_cleanup(multi);
    return 0;
}
