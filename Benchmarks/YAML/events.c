/* The baseline: libyaml's events of a file, each thrown away. Prints seconds of CPU, best of the given number of tries. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static long events(const unsigned char *bytes, size_t count) {
    yaml_parser_t parser;
    yaml_event_t event;
    long seen = 0;
    int done = 0;
    if (!yaml_parser_initialize(&parser)) exit(1);
    yaml_parser_set_input_string(&parser, bytes, count);
    while (!done) {
        if (!yaml_parser_parse(&parser, &event)) exit(1);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        seen++;
    }
    yaml_parser_delete(&parser);
    return seen;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    FILE *file = fopen(arguments[1], "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(size);
    if (!bytes || fread(bytes, 1, size, file) != (size_t)size) return 1;
    double best = 1e9;
    for (int left = atoi(arguments[2]); left > 0; left--) {
        double start = now();
        if (events(bytes, size) < 10) return 1;
        double seconds = now() - start;
        if (seconds < best) best = seconds;
    }
    printf("%.6f\n", best);
    return 0;
}
