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
