// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchprofile.h"

#include "bench/benchcompany.h"
#include "store/history.h"

#include <QFile>

#include <cstdio>
#include <unistd.h>

namespace fuseboard::bench {
namespace {

using namespace std::chrono_literals;

template <class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(QString::fromStdString(result.error().subject + ": " + result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

void write(const QString& name, const QByteArray& text)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        giveUp(file.errorString());
}

} // namespace

void giveUp(const QString& why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

std::int64_t fill(const Profile& profile)
{
    const Instant now = std::chrono::floor<std::chrono::hours>(std::chrono::system_clock::now());
    const std::int64_t batches = (now - firstHour()) / 1h / hoursPerBatch;
    if (QFile::exists(profile.historyFile()))
        return batches * batchRows;
    must(profile.create());
    // Nobody listens there: what is measured is the history.
    write(profile.sourcesFile(),
        "[[source]]\nid = \"openai\"\nname = \"OpenAI\"\nkind = \"openai\"\nurl = \"http://127.0.0.1:9\"\n"
        "account = \"org-acme\"\nkey = \"env:NONE\"\n");
    const auto history = must(History::create(profile.historyFile().toStdString()));
    must(history->setOrganisation(organisation(), "bench", firstHour()));
    for (std::int64_t n = 0; n < batches; ++n)
        must(history->apply(batch(n, 0)));
    write(profile.historyMarker(), {});
    sync(); // what is measured next does not wait for this
    return batches * batchRows;
}

double megabytesOf(qint64 process, const QByteArray& line)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        giveUp(status.errorString());
    for (const QByteArray& each : status.readAll().split('\n'))
        if (each.startsWith(line))
            return each.mid(line.size()).simplified().split(' ').front().toDouble() / 1000;
    giveUp(QString::fromLatin1(line));
}

} // namespace fuseboard::bench
