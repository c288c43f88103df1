// The other side of both measurements: answers every request on a unix socket with the same few bytes, and a request
// for /never not at all. One thread, epoll.   server SOCKET
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, world\n";

static void serve(int epoll, int peer) {
    char bytes[16384];
    ssize_t count = read(peer, bytes, sizeof bytes - 1);
    if (count <= 0) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, peer, NULL);
        close(peer);
        return;
    }
    // Small requests on a local socket arrive whole.
    bytes[count] = '\0';
    if (strstr(bytes, " /never ")) return;
    for (char *end = bytes; (end = strstr(end, "\r\n\r\n")); end += 4)
        if (write(peer, answer, sizeof answer - 1) < 0) return;
}

int main(int count, char **words) {
    if (count != 2) return 2;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, words[1], sizeof address.sun_path - 1);
    unlink(words[1]);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), epoll = epoll_create1(0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 256)) return perror("bind"), 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[64];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int many = epoll_wait(epoll, ready, 64, -1);
        for (int i = 0; i < many; i++) {
            if (ready[i].data.fd != listener) {
                serve(epoll, ready[i].data.fd);
                continue;
            }
            event.data.fd = accept(listener, NULL, NULL);
            if (event.data.fd >= 0) epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
        }
    }
}
