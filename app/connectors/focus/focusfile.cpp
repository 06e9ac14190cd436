// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusfile.h"

#include "domain/restatement.h"
#include "net/gunzip.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <format>

namespace fuseboard {
namespace {

constexpr qint64 largestFile = qint64 {2} * 1000 * 1000 * 1000;

/// From the first charge's start to the last one's, as a bill's cursor keeps it.
std::string extentText(Period extent) { return std::format("{} {}", toText(extent.start), toText(extent.end)); }

Result<Period> parseExtent(const std::string& cursor, const std::string& source)
{
    const auto blank = cursor.find(' ');
    const auto from = parseInstant(cursor.substr(0, blank));
    const auto to = blank == std::string::npos ? from : parseInstant(cursor.substr(blank + 1));
    if (!from || !to || *to < *from)
        return fail(ErrorCode::historyDamaged, source, "its cursor can't be read");
    return Period {*from, *to};
}

/// Of a bill with rows.
Period extentOf(const FocusBill& bill)
{
    Period extent {bill.rows.front().start, bill.rows.front().start};
    for (const UsageRow& row : bill.rows) {
        extent.start = std::min(extent.start, row.start);
        extent.end = std::max(extent.end, row.start + std::chrono::seconds(1));
    }
    return extent;
}

/// Of a billing period that is over, all its days are settled, and none after it; of one still running, what was charged so
/// far.
Instant completeUpTo(const FocusBill& bill, Instant now)
{
    if (now >= bill.billing.end)
        return std::min(now, bill.billing.end + costSettlesAfter);
    Instant last = bill.billing.start;
    for (const UsageRow& row : bill.rows)
        last = std::max(last, row.start + row.width);
    return std::min(last, now);
}

/// Opened without waiting: a pipe that nobody writes to would never open.
Result<void> openRegular(QFile& file, const std::string& name)
{
    const int descriptor = ::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return fail(ErrorCode::fileUnreadable, name, std::strerror(errno));
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return fail(ErrorCode::fileUnreadable, name, file.errorString().toStdString());
    }
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::fileUnreadable, name, "it is not a regular file");
    return {};
}

} // namespace

Result<FocusFile> readFocusFile(const QString& path, const FocusReading& how)
{
    const std::string name = path.toStdString();
    QFile file(path);
    if (auto opened = openRegular(file, name); !opened)
        return std::unexpected(opened.error());
    if (file.size() > largestFile)
        return fail(ErrorCode::tooLarge, name);
    QByteArray bytes = file.read(largestFile + 1); // it may grow meanwhile
    if (file.error() != QFile::NoError)
        return fail(ErrorCode::fileUnreadable, name, file.errorString().toStdString());
    if (bytes.size() > largestFile)
        return fail(ErrorCode::tooLarge, name);
    const std::string_view packed(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    Result<std::string> plain;
    if (packed.starts_with("\x1f\x8b")) {
        plain = gunzip(packed, largestFile);
        if (!plain)
            return fail(plain.error().code, name, plain.error().detail);
        bytes.clear();
    }
    auto read =
        readFocus(plain->empty() ? std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())) : *plain, how);
    if (!read)
        return fail(ErrorCode::badDocument, name, read.error().subject + ": " + read.error().detail);
    return read;
}

Result<std::vector<Poll>> focusPolls(
    const FocusFile& file, const std::function<Result<SourceState>(const std::string& source)>& stateOf, Instant now)
{
    std::vector<Poll> polls;
    for (const auto& [source, bill] : file.bills) {
        const auto state = stateOf(source);
        if (!state)
            return std::unexpected(state.error());
        std::optional<Period> before;
        if (!state->cursor.empty()) {
            const auto parsed = parseExtent(state->cursor, source);
            if (!parsed)
                return std::unexpected(parsed.error());
            before = *parsed;
        }
        if (bill.rows.empty() && !before)
            continue;
        const Period extent = bill.rows.empty() ? Period {before->start, before->start} : extentOf(bill);
        polls.push_back({.source = source,
            .account = bill.account,
            .rows = bill.rows,
            .rereads = {{Ledger::providerCost,
                before ? Period {std::min(extent.start, before->start), std::max(extent.end, before->end)} : extent}},
            .cursor = extentText(extent),
            .at = now,
            .completeUpTo = completeUpTo(bill, now)});
    }
    return polls;
}

std::set<std::string> otherThan(const FocusFile& file, const FocusBill& bill, std::set<std::string> sources)
{
    std::erase_if(sources, [&](const std::string& source) {
        return source.starts_with(file.source + '/') && source.ends_with('/' + bill.account);
    });
    return sources;
}

std::optional<Period> daysOf(const FocusBill& bill)
{
    if (bill.rows.empty())
        return std::nullopt;
    const Period extent = extentOf(bill);
    return Period {dayOf(extent.start), dayOf(extent.end - std::chrono::microseconds(1)) + std::chrono::days(1)};
}

} // namespace fuseboard
