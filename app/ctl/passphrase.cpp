// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/passphrase.h"

#include "connectors/privatefile.h"

#include <cstring>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr qsizetype longest = 1024; ///< nobody types more

/// Its first line.
Result<QByteArray> readLine(int descriptor, const char* name)
{
    QByteArray line;
    char c = 0;
    while (line.size() <= longest) {
        const ssize_t got = ::read(descriptor, &c, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorCode::fileUnreadable, name, std::strerror(errno));
        if (got == 0 || c == '\n')
            return line;
        line += c;
    }
    return fail(ErrorCode::badPassphrase, name, "longer than a passphrase can be");
}

Result<QByteArray> askAtTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    termios before {};
    if (terminal < 0 || ::tcgetattr(terminal, &before) != 0)
        return QByteArray(); // nobody is there
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    constexpr std::string_view question = "Passphrase of the sealed keys: ";
    (void)!::write(terminal, question.data(), question.size());
    ::tcsetattr(terminal, TCSAFLUSH, &quiet);
    auto line = readLine(terminal, "terminal");
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    (void)!::write(terminal, "\n", 1);
    ::close(terminal);
    return line;
}

} // namespace

Result<QByteArray> findPassphrase(std::optional<int> descriptor, bool mayAsk)
{
    if (descriptor)
        return readLine(*descriptor, "--passphrase-fd");
    if (const QByteArray credentials = qgetenv("CREDENTIALS_DIRECTORY"); !credentials.isEmpty()) {
        const QString file = QString::fromLocal8Bit(credentials) + QStringLiteral("/fuseboard.passphrase");
        auto content = readPrivateFile(file, longest);
        if (content)
            return content->trimmed();
        if (content.error().code != ErrorCode::fileUnreadable)
            return content;
    }
    return mayAsk ? askAtTerminal() : QByteArray();
}

} // namespace fuseboard
