// measure ROUNDS PROGRAM ARGUMENTS… -- PROGRAM ARGUMENTS…
//
// Starts each in turn, so many times, and prints a line for each: the median milliseconds from posix_spawn to its
// end, and the median of its largest resident set in KiB. A program that fails ends the measurement.
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { most_commands = 8, most_rounds = 10000 };
static double milliseconds[most_commands][most_rounds], kibibytes[most_commands][most_rounds];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void run(char **words, double *time, double *memory) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    struct rusage usage;
    pid_t child;
    int status;
    double start = now();
    int failed = posix_spawn(&child, words[0], &actions, NULL, words, environ) || wait4(child, &status, 0, &usage) < 0;
    *time = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (failed || status != 0) {
        fprintf(stderr, "measure: %s failed\n", words[0]);
        exit(1);
    }
    // The child shares our memory until it is the program, so this is never less than our own megabyte or two.
    *memory = usage.ru_maxrss;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *values, int count) {
    qsort(values, count, sizeof *values, ascending);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

int main(int count, char **words) {
    int rounds = count > 2 ? atoi(words[1]) : 0, commands = 1;
    char **command[most_commands] = {words + 2};
    for (int i = 2; i < count && commands < most_commands; i++) {
        if (strcmp(words[i], "--") != 0) continue;
        words[i] = NULL;
        command[commands++] = words + i + 1;
    }
    if (rounds < 1 || rounds > most_rounds) {
        fprintf(stderr, "usage: measure ROUNDS PROGRAM ARGUMENTS... -- PROGRAM ARGUMENTS...\n");
        return 2;
    }
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < commands; i++) run(command[i], &milliseconds[i][round], &kibibytes[i][round]);
    for (int i = 0; i < commands; i++)
        printf("%.3f %.0f\n", median(milliseconds[i], rounds), median(kibibytes[i], rounds));
    return 0;
}
