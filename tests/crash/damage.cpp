// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/damage.h"

#include "crash/files.h"
#include "crash/writer.h"

#include <algorithm>
#include <unistd.h>

namespace fuseboard::test {
namespace {

constexpr std::int64_t actsInFile = 120, actsInOlderLog = 20, actsInLog = 60;
constexpr std::size_t pageSize = 4096;
constexpr std::size_t headerSize = 100; ///< of the file; SQLite's file format, 1.3

void put(const std::filesystem::path& file, const std::string& content)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

void flipBit(std::string& content, std::size_t from, std::size_t size, std::mt19937& random)
{
    auto& byte = content.at(from + random() % size);
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << random() % 8));
}

/// Writes on in a process of its own, which is killed, so that its log stays.
void go(const std::filesystem::path& file, std::int64_t from, std::int64_t acts)
{
    runAndKill(
        [&](const Acknowledge& acknowledge) {
            const auto history = History::open(file, HistoryMode::owner).value();
            for (std::int64_t act = from; act < from + acts; ++act)
                if (Company::act(*history, act))
                    acknowledge(act);
            ::pause();
        },
        static_cast<std::size_t>(acts), {});
}

/// Whether it is what the first so many acts leave.
bool isOlder(const Shown& shown)
{
    Company company;
    return wrongWith(shown, company, 1).empty();
}

} // namespace

const char* toText(Found found)
{
    switch (found) {
    case Found::harmless: return "harmless";
    case Found::detected: return "detected";
    case Found::older: return "older";
    case Found::undetected: return "undetected";
    case Found::emptied: return "emptied";
    case Found::changed: return "changed";
    case Found::crashed: return "crashed";
    }
    return "";
}

DamagedHistory::DamagedHistory(const std::filesystem::path& directory)
    : m_directory(emptied(directory))
{
    {
        const auto history = History::create(file()).value();
        for (std::int64_t act = 0; act < actsInFile; ++act)
            Company::act(*history, act).value();
    }
    m_file = contentOf(file());
    go(file(), actsInFile, actsInOlderLog);
    m_olderLog = contentOf(file().string() + "-wal");
    go(file(), actsInFile + actsInOlderLog, actsInLog);
    m_log = contentOf(file().string() + "-wal");
    m_whole = shownBy(*History::open(file(), HistoryMode::owner).value()).value();
    sqlite::Database(file(), sqlite::Access::write).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    m_folded = contentOf(file());
}

std::filesystem::path DamagedHistory::file() const { return m_directory / "history.db"; }

std::string DamagedHistory::damage(std::mt19937& random) const
{
    // Pages that stand in the log too hide those of the file, so it is mostly tried without one.
    const auto choice = random() % 12;
    const bool isOfLog = choice >= 8 && choice <= 10;
    const bool isFolded = !isOfLog && random() % 4 != 0;
    std::string content = isFolded ? m_folded : m_file, log = isFolded ? std::string() : m_log;
    std::string kind;
    const std::size_t page = random() % (content.size() / pageSize) * pageSize;
    switch (choice) {
    case 0:
    case 1:
    case 2:
    case 3:
        kind = "a bit of the file";
        flipBit(content, 0, content.size(), random);
        break;
    case 4:
        kind = "a bit of the header";
        flipBit(content, 0, headerSize, random);
        break;
    case 5:
        kind = "a page of zeros";
        content.replace(page, pageSize, pageSize, '\0');
        break;
    case 6:
        kind = "another page in its place";
        content.replace(page, pageSize, content, random() % (content.size() / pageSize) * pageSize, pageSize);
        break;
    case 7:
        kind = "cut short";
        content.resize(random() % content.size());
        break;
    case 8:
        kind = "a bit of the log";
        flipBit(log, 0, log.size(), random);
        break;
    case 9:
        kind = "the log cut short or gone";
        log.resize(random() % 2 ? random() % log.size() : 0);
        break;
    case 10:
        kind = "an earlier log";
        log = m_olderLog;
        break;
    default:
        kind = "somebody else's database";
        {
            const auto foreign = m_directory / "foreign.db";
            std::filesystem::remove(foreign);
            sqlite::Database(foreign, sqlite::Access::create).execute("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
            content = contentOf(foreign);
            std::filesystem::remove(foreign);
        }
        if (random() % 2)
            log.clear();
        break;
    }
    put(file(), content);
    if (!log.empty())
        put(file().string() + "-wal", log);
    if (random() % 4 == 0)
        put(file().string() + "-shm", std::string(32768, static_cast<char>(random())));
    return kind;
}

Found DamagedHistory::tryOne(std::mt19937& random, std::string& kind)
{
    emptied(m_directory);
    kind = damage(random);
    const HistoryMode mode = random() % 3 == 0 ? HistoryMode::owner : HistoryMode::viewer;
    const std::string before = contentOf(file());
    const Ending ending = runApart([&](const Acknowledge& tell) {
        const auto [found, isRefused] = read(mode);
        tell(static_cast<std::int64_t>(found));
        tell(isRefused);
    });
    if (ending.exitCode() != 0 || ending.acknowledged.size() != 2)
        return Found::crashed;
    const auto found = static_cast<Found>(ending.acknowledged.front());
    const bool mayWrite = mode == HistoryMode::owner && ending.acknowledged.back() == 0;
    return mayWrite || contentOf(file()) == before ? found : Found::changed;
}

std::pair<Found, bool> DamagedHistory::read(HistoryMode mode) const
{
    const auto history = History::open(file(), mode);
    const auto shown = history ? shownBy(**history) : std::unexpected(history.error());
    if (!shown)
        return {Found::detected, true};
    if (shown->damages != 0 || !shown->auditIsWhole)
        return {Found::detected, false};
    if (*shown == m_whole)
        return {Found::harmless, false};
    if (shown->rows.empty() && shown->acts == 0)
        return {Found::emptied, false};
    return {isOlder(*shown) ? Found::older : Found::undetected, false};
}

} // namespace fuseboard::test
