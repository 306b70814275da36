/* Runs a command and writes its processor time and peak memory, with those of what it started, as
   the last line of standard error. A child made by fork would inherit the peak of its parent;
   one made by posix_spawn does not. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int count, char **words)
{
    pid_t child;
    struct rusage use;
    int status;
    if (count < 2 || posix_spawnp(&child, words[1], NULL, NULL, words + 1, environ) != 0)
        return 127;
    if (wait4(child, &status, 0, &use) < 0)
        return 127;
    fprintf(stderr, "{\"cpu\": %.3f, \"mib\": %.1f}\n",
        seconds(use.ru_utime) + seconds(use.ru_stime), use.ru_maxrss / 1024.0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
