/* Moves the wall clock of a program by the seconds that the file $MOVED holds; no other clock.
   gcc -shared -fPIC clock.c -o clock.so; LD_PRELOAD=clock.so MOVED=file program */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t id, struct timespec *now)
{
    int (*ask)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int status = ask(id, now);
    FILE *file = id == CLOCK_REALTIME && getenv("MOVED") ? fopen(getenv("MOVED"), "r") : NULL;
    long seconds;
    if (file && fscanf(file, "%ld", &seconds) == 1)
        now->tv_sec += seconds;
    if (file)
        fclose(file);
    return status;
}
