#pragma once
// What Glibc keeps behind _GNU_SOURCE and Swift's Glibc module therefore does not show.

#include <sys/types.h>

/// A pipe whose ends are closed on exec. Returns 0, or -1 with errno set.
int linux_pipe_cloexec(int ends[2]);

/// A pollable descriptor for a process, or -1 with errno set.
int linux_pidfd_open(pid_t process);

/// Sends a signal through a process descriptor: it can never reach a process that took over the number.
int linux_pidfd_send_signal(int pidfd, int signal);

/// Names the calling thread for debuggers and ps; at most 15 bytes are kept.
void linux_name_thread(const char *name);

/// Writes as write(2) does, but a pipe that nobody reads is EPIPE only and never a SIGPIPE.
ssize_t linux_write_quietly(int descriptor, const void *bytes, size_t count);

/// Lets each of two paths lead to what the other led to, in one act. Returns 0, or -1 with errno set.
int linux_exchange(const char *path, const char *other);

/// The kind of the file system that a path lies on, as in <linux/magic.h>, or -1 with errno set.
long linux_file_system_kind(const char *path);

/// Starts a program in a session and process group of its own, with default signals, an empty signal mask and
/// no descriptors but the three given, which become 0, 1 and 2 and must all be above 2. A `directory` of -1 is
/// the caller's. Returns 0, or the error number; the number of the process is its group's too.
int linux_spawn(pid_t *process, const char *path, char *const arguments[], char *const environment[],
                int directory, const int streams[3]);

/// A new epoll descriptor, closed on exec, or -1 with errno set.
int linux_epoll_create(void);

/// Asks for one report of a descriptor, replacing what was asked before. Returns 0, or -1 with errno set.
int linux_epoll_arm(int epoll, int descriptor, int for_writing);

/// Waits without end for reports; puts the descriptors that are ready into `ready` and returns how many they are.
int linux_epoll_wait(int epoll, int *ready, int capacity);
