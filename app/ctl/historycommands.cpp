// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/historycommands.h"

#include "ctl/print.h"
#include "ctl/turn.h"
#include "owner/statusdocument.h"
#include "reports/auditexport.h"
#include "owner/engine.h"
#include "owner/systemclock.h"
#include "store/auditheadfile.h"
#include "store/backup.h"
#include "store/durable.h"
#include "store/repair.h"
#include "switchboard/actid.h"
#include "text/audittext.h"
#include "text/errortext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

#include <array>
#include <format>

namespace fuseboard {
namespace {

QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("HistoryCommands", text, comment, n);
}

/// What one check found, for people and for scripts.
struct Finding {
    bool good = false;
    QString sentence;
    QJsonObject document;
};
using Check = Result<Finding> (*)(const History& history, const Profile& profile);

constexpr std::array historyParts {"", "-wal", "-shm"};

QString kindWord(AuditFault::Kind kind)
{
    switch (kind) {
    case AuditFault::Kind::changed: return QStringLiteral("changed");
    case AuditFault::Kind::missing: return QStringLiteral("missing");
    case AuditFault::Kind::outOfOrder: return QStringLiteral("outOfOrder");
    case AuditFault::Kind::rewritten: return QStringLiteral("rewritten");
    case AuditFault::Kind::cutOff: return QStringLiteral("cutOff");
    case AuditFault::Kind::unreadable: return QStringLiteral("unreadable");
    }
    return {};
}

QString headText(const AuditHead& head)
{
    return QString::number(head.sequence) + QLatin1Char(':') + QString::fromStdString(head.hash);
}

Result<Finding> checkAudit(const History& history, const Profile& profile)
{
    const auto file = std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString());
    const auto check = history.checkAudit({file});
    if (!check)
        return std::unexpected(check.error());
    const QString place = QString::fromStdString(file->name());
    Finding out {.good = isGood(*check), .sentence = checkText(*check, place), .document = {}};
    out.document = {{QStringLiteral("rows"), static_cast<qint64>(check->rows)},
        {QStringLiteral("remembered"), static_cast<qint64>(check->remembered)}};
    if (check->rows > 0)
        out.document[QLatin1String("head")] = headText({check->rows, check->head});
    if (check->fault) {
        out.document[QLatin1String("firstBad")] = static_cast<qint64>(check->fault->sequence);
        out.document[QLatin1String("fault")] = kindWord(check->fault->kind);
    }
    if (out.good && check->rows > 0)
        out.sentence += QLatin1Char('\n') + tr("Head: %1").arg(headText({check->rows, check->head}));
    return out;
}

QString dateText(Instant day) { return QString::fromStdString(toText(day).substr(0, 10)); }

/// Rows of money, their sums, and what counts as spent. Of much damage only the first things are told one by one.
Result<Finding> checkMoney(const History& history, const Profile&)
{
    constexpr std::size_t told = 10;
    const auto span = history.span();
    if (!span)
        return std::unexpected(span.error());
    const auto checked = checkWhole(history);
    if (!checked)
        return std::unexpected(checked.error());
    const std::vector<Damage>& found = *checked;

    Finding out {.good = found.empty(), .sentence = {}, .document = {}};
    if (*span)
        out.document = {{QStringLiteral("from"), dateText((*span)->start)},
            {QStringLiteral("to"), dateText((*span)->end - std::chrono::days(1))}};
    QJsonArray damage;
    QStringList lines;
    for (const Damage& each : found) {
        const QString day = each.day ? dateText(*each.day) : QString(), what = QString::fromStdString(each.what);
        damage.append(QJsonObject {{QStringLiteral("day"), day}, {QStringLiteral("what"), what}});
        if (static_cast<std::size_t>(lines.size()) < told)
            lines.append(each.day ? day + QStringLiteral(": ") + what : what);
    }
    out.document[QLatin1String("damage")] = damage;
    if (!*span && found.empty())
        out.sentence = tr("The history has no spending yet.");
    else if (found.empty())
        out.sentence = tr("The history’s rows of %1 to %2 fit their checks, and its sums its rows.")
                           .arg(dateText((*span)->start), dateText((*span)->end - std::chrono::days(1)));
    else
        out.sentence = tr("The history is DAMAGED in %n place(s). “fuseboardctl repair” saves what is sound into a new file.",
                           nullptr, static_cast<int>(found.size()))
            + QLatin1Char('\n') + lines.join(QLatin1Char('\n'));
    return out;
}

/// In the order they are shown.
constexpr std::array<std::pair<const char*, Check>, 2> checks {{{"audit", &checkAudit}, {"money", &checkMoney}}};

Result<std::unique_ptr<History>> openToRead(const Profile& profile)
{
    return History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
}

ExitCode fails(const Error& error)
{
    print(stderr, QStringLiteral("fuseboardctl: ") + sentence(error) + QLatin1Char('\n'));
    return ExitCode::failed;
}

/// Both rows at once: before the repair there was no log to write to.
Result<void> putRepairOnRecord(const Profile& profile, const std::string& kept, const Repaired& repaired)
{
    auto history = History::open(profile.historyFile().toStdString(), HistoryMode::owner);
    if (!history)
        return std::unexpected(history.error());
    if (auto heads = (*history)->rememberAuditIn(std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString()));
        !heads)
        print(stderr, sentence(heads.error()) + QLatin1Char('\n'));
    const SystemClock clock;
    AuditEntry intent;
    intent.at = clock.now();
    intent.actor = Engine::person();
    intent.action = "repair";
    intent.target = "history";
    intent.before = kept;
    intent.requestId = makeActId(clock.now());
    AuditEntry outcome = intent;
    outcome.result = std::format("done: {} rows kept, {} losses named", repaired.keptRows, repaired.lost.size());
    return (*history)->audit(std::vector {intent, outcome}).transform([](std::int64_t) { });
}

} // namespace

ExitCode verifyHistory(const CommandLine& line, const Profile& profile)
{
    const auto history = openToRead(profile);
    if (!history && !line.json)
        return fails(history.error());
    bool good = history.has_value();
    QString sentences;
    QJsonArray documents;
    for (const auto& [name, check] : checks) {
        auto finding = history ? check(**history, profile) : std::unexpected(history.error());
        if (!finding)
            finding = Finding {false, sentence(finding.error()), {{QStringLiteral("error"), errorDocument(finding.error())}}};
        good = good && finding->good;
        sentences += finding->sentence + QLatin1Char('\n');
        finding->document[QLatin1String("check")] = QLatin1String(name);
        finding->document[QLatin1String("ok")] = finding->good;
        finding->document[QLatin1String("sentence")] = finding->sentence;
        documents.append(finding->document);
    }
    const QJsonObject document {{QStringLiteral("ok"), good}, {QStringLiteral("checks"), documents}};
    print(stdout, line.json ? documentText(document) : sentences);
    return good ? ExitCode::proved : ExitCode::failed;
}

ExitCode repairHistory(const Profile& profile)
{
    const auto lock = lockInTurn(profile);
    if (!lock)
        return fails(lock.error());
    const std::string file = profile.historyFile().toStdString(), fresh = file + ".repaired";
    for (const char* part : historyParts) {
        std::error_code ignored; // of an attempt that was interrupted
        std::filesystem::remove(fresh + part, ignored);
    }
    const auto repaired = fuseboard::repairHistory(std::filesystem::path(file), fresh);
    if (!repaired)
        return fails(repaired.error());
    const std::string kept =
        file + QDateTime::currentDateTimeUtc().toString(QStringLiteral("'.damaged-'yyyyMMdd'T'HHmmss'Z'")).toStdString();
    for (const char* part : historyParts) {
        std::error_code failed;
        if (std::filesystem::exists(file + part))
            std::filesystem::rename(file + part, kept + part, failed);
        if (failed)
            return fails({ErrorCode::fileUnwritable, file + part, failed.message()});
    }
    // The file itself last: what it needs beside it is there already.
    for (const char* part : {"-wal", "-shm", ""})
        if (std::error_code failed; std::filesystem::exists(fresh + part)) {
            std::filesystem::rename(fresh + part, file + part, failed);
            if (failed)
                return fails({ErrorCode::fileUnwritable, file + part, failed.message()});
        }
    if (auto synced = syncDirectory(std::filesystem::path(file).parent_path()); !synced)
        return fails(synced.error());
    if (auto recorded = putRepairOnRecord(profile, kept, *repaired); !recorded)
        return fails(recorded.error());
    QString text =
        tr("%1 rows saved. The damaged file is kept as %2.\n").arg(repaired->keptRows).arg(QString::fromStdString(kept));
    if (repaired->lost.empty())
        text += tr("Nothing is missing.\n");
    else
        text += tr("These could not be saved; all sources will be asked again from the beginning:\n");
    for (const Damage& lost : repaired->lost)
        text += QStringLiteral("  %1%2\n")
                    .arg(lost.day ? dateText(*lost.day) + QStringLiteral(": ") : QString(), QString::fromStdString(lost.what));
    print(stdout, text);
    return ExitCode::proved;
}

ExitCode backUpHistory(const CommandLine& line, const Profile& profile)
{
    const std::filesystem::path target = std::filesystem::absolute(line.file.toStdString());
    const auto size = fuseboard::backUpHistory(std::filesystem::path(profile.historyFile().toStdString()), target);
    if (!size)
        return printError(size.error(), line);
    const QString file = QString::fromStdString(target.string());
    print(stdout,
        line.json ? documentText({{QStringLiteral("ok"), true}, {QStringLiteral("file"), file},
                        {QStringLiteral("bytes"), static_cast<qint64>(*size)}})
                  : tr("The history is copied to %1 (%2), and the copy is checked row by row.\n")
                        .arg(file, QLocale::c().formattedDataSize(static_cast<qint64>(*size))));
    return ExitCode::proved;
}

ExitCode exportAudit(const CommandLine& line, const Profile& profile)
{
    const auto history = openToRead(profile);
    if (!history)
        return fails(history.error());
    const auto written = writeAuditExport(
        line.file.toStdString(), line.csv ? AuditFormat::csv : AuditFormat::jsonLines, **history, profile.isSandbox());
    if (!written)
        return fails(written.error());
    print(stdout,
        tr("%1 rows written to %2\n").arg(written->rows).arg(QString::fromStdString(written->file.string()))
            + (written->rows > 0 ? tr("Head: %1\n").arg(headText(written->head)) : QString()));
    return ExitCode::proved;
}

} // namespace fuseboard
