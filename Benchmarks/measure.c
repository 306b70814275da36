/* measure: runs a command and prints the CPU seconds (user and system, all its processes) and
   the peak memory in KiB (of the largest of them) that it took, and its exit status:

       measure OUTPUT COMMAND [WORD...]       the command's output goes to the file OUTPUT

   The command is started by vfork from this small process, for a child starts with its
   parent's peak. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words) {
    if (count < 3) {
        fputs("usage: measure OUTPUT COMMAND [WORD...]\n", stderr);
        return 64;
    }
    int output = open(words[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (output < 0) {
        perror(words[1]);
        return 73;
    }
    pid_t child = vfork();
    if (child < 0) {
        perror("vfork");
        return 71;
    }
    if (child == 0) {
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        execvp(words[2], words + 2);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) {
        perror("wait4");
        return 71;
    }
    double seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
        (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("%.4f %ld %d\n", seconds, usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
