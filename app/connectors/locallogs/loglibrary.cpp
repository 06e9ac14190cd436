// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/loglibrary.h"

#include "connectors/locallogs/gitremote.h"
#include "connectors/locallogs/logfiles.h"
#include "connectors/locallogs/logreading.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <format>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr std::size_t toldBroken = 100;
/// Below this a second thread costs more than it brings.
constexpr std::int64_t worthTwoThreads = 4 * 1024 * 1024;

class OpenFile {
public:
    explicit OpenFile(const std::string& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

bool look(const std::string& path, LogFile& file)
{
    struct stat seen {};
    if (::stat(path.c_str(), &seen) != 0)
        return false;
    file.device = seen.st_dev;
    file.inode = seen.st_ino;
    file.size = seen.st_size;
    file.modified = std::int64_t {seen.st_mtim.tv_sec} * 1'000'000'000 + seen.st_mtim.tv_nsec;
    return true;
}

bool holdsWhatWasRead(const std::string& path, const LogFile& known)
{
    const OpenFile file(path);
    return file.get() >= 0 && hashBefore(file.get(), known.offset) == known.before;
}

} // namespace

/// A file with something new in it.
struct LogLibrary::Job {
    std::string path, person;
    LogFile file; ///< as it was looked at, with where reading goes on
    LogReading reading;
    std::uint64_t before = 0;
};

LogLibrary::LogLibrary(MakeLogLineParser make)
    : m_make(make)
{
    std::random_device random;
    m_id = std::uint64_t {random()} << 32 | random();
}

bool LogLibrary::update(const std::vector<LogRoot>& roots, std::uint64_t least)
{
    const std::uint64_t before = std::max(m_tally.generation(), least);
    m_tally.begin(before + 1);
    const std::int64_t counted = m_tally.responses();
    std::vector<Job> found = jobs(roots);
    if (found.empty() && m_tally.responses() == counted) {
        m_tally.begin(before);
        return false;
    }
    readAll(found);
    for (const Job& job : found)
        finish(job);
    findRemotes();
    return true;
}

std::vector<LogLibrary::Job> LogLibrary::jobs(const std::vector<LogRoot>& roots)
{
    const std::map<std::string, Found> present = findFiles(roots);
    std::optional<Gone> gone; // found out where there is a new file
    std::vector<Job> out;
    for (const auto& [path, one] : present) {
        LogFile now = one.file;
        const auto known = m_files.find(path);
        if (known == m_files.end()) {
            if (!gone)
                gone = goneFrom(present);
            if (const auto before = formerName(path, now, *gone); !before.empty())
                forget(before);
        } else {
            const LogFile& then = known->second;
            const bool same =
                then.device == now.device && then.inode == now.inode && then.size == now.size && then.modified == now.modified;
            if (same)
                continue;
            if (continues(path, then, now)) {
                LogFile next = then;
                look(path, next);
                now = std::move(next);
            } else {
                forget(path);
            }
        }
        out.push_back({path, one.person, std::move(now), {}, 0});
    }
    // The largest first, so that no thread is left with one at the end.
    std::ranges::sort(out, std::greater<> {}, [](const Job& job) { return job.file.size - job.file.offset; });
    return out;
}

/// What is below the roots, each file once: by the name under which it is known, else by the first that leads to it.
std::map<std::string, LogLibrary::Found> LogLibrary::findFiles(const std::vector<LogRoot>& roots)
{
    std::map<std::string, Found> out;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> names; ///< by device and inode
    for (const LogRoot& root : roots)
        for (const auto& file : logFiles(root.directory)) {
            const std::string path = file.string();
            Found one {root.person, {}};
            if (!look(path, one.file)) // gone since
                continue;
            const auto [name, isNew] = names.try_emplace({one.file.device, one.file.inode}, path);
            if (isNew) {
                out.emplace(path, std::move(one));
            } else if (path != name->second && m_files.contains(path)) {
                if (m_files.contains(name->second)) { // both were read before
                    forget(path);
                    continue;
                }
                out.erase(name->second);
                out.emplace(path, std::move(one));
                name->second = path;
            }
        }
    return out;
}

/// By the names of the files and by their inodes.
LogLibrary::Gone LogLibrary::goneFrom(const std::map<std::string, Found>& present) const
{
    Gone gone;
    for (const auto& [path, file] : m_files)
        if (!present.contains(path) && file.offset > 0) {
            gone.emplace(std::filesystem::path(path).filename().string(), path);
            gone.emplace(std::format("{} {}", file.device, file.inode), path);
        }
    return gone;
}

/// The name under which a file was read before it, or its folder, was renamed or moved; empty: there is none.
std::string LogLibrary::formerName(const std::string& path, const LogFile& now, const Gone& gone) const
{
    for (const std::string& key :
        {std::format("{} {}", now.device, now.inode), std::filesystem::path(path).filename().string()})
        for (auto [at, end] = gone.equal_range(key); at != end; ++at) {
            const auto known = m_files.find(at->second);
            if (known == m_files.end() || now.size < known->second.offset || !holdsWhatWasRead(path, known->second))
                continue;
            return at->second;
        }
    return {};
}

/// What only this file's place identified, so that it can be read anew from its beginning.
void LogLibrary::forget(const std::string& path)
{
    m_tally.forget(m_make()->originOf(path));
    std::erase_if(m_broken, [&](const BrokenLine& line) { return line.file == path; });
    m_files.erase(path);
}

/// Whether a file is what was read of it, and perhaps more: not one that was written anew under its name.
bool LogLibrary::continues(const std::string& path, const LogFile& known, const LogFile& now) const
{
    if (known.device != now.device || known.inode != now.inode || now.size < known.offset)
        return false;
    return ::access(path.c_str(), R_OK) != 0 || holdsWhatWasRead(path, known);
}

void LogLibrary::readAll(std::vector<Job>& jobs)
{
    std::atomic<std::size_t> next {0};
    std::mutex mutex; // the tally's
    const auto work = [&] {
        const auto parser = m_make();
        LineReader lines;
        for (std::size_t at = next++; at < jobs.size(); at = next++) {
            Job& job = jobs[at];
            const OpenFile file(job.path);
            if (file.get() < 0) {
                job.reading.error = errno;
                continue;
            }
            ::posix_fadvise(file.get(), job.file.offset, 0, POSIX_FADV_SEQUENTIAL);
            auto batch = std::make_unique<LogBatch>();
            const auto hand = [&] {
                const std::scoped_lock lock(mutex);
                m_tally.add(*batch);
                batch->events.clear();
            };
            parser->begin(job.path, job.person, job.file.state);
            job.reading = readLog(file.get(), job.file.offset, lines, *parser, *batch, hand);
            hand();
            job.before = hashBefore(file.get(), job.reading.offset);
        }
    };
    std::int64_t bytes = 0;
    for (const Job& job : jobs)
        bytes += job.file.size - job.file.offset;
    if (jobs.size() > 1 && bytes >= worthTwoThreads && std::thread::hardware_concurrency() > 1) {
        std::jthread other(work);
        work();
    } else {
        work();
    }
}

void LogLibrary::finish(const Job& job)
{
    const LogReading& reading = job.reading;
    if (reading.error != 0) {
        if (reading.error != ENOENT)
            m_unreadable.insert(job.path);
        return; // what it told is known by its ids when it is read again
    }
    m_unreadable.erase(job.path);
    for (const std::int64_t line : reading.broken)
        if (m_broken.size() < toldBroken)
            m_broken.push_back({job.path, job.file.lines + line + 1});
    LogFile file = job.file;
    file.offset = reading.offset;
    file.before = job.before;
    file.lines += reading.lines;
    file.events += reading.events;
    file.passedOver += reading.passedOver;
    file.broken += static_cast<std::int64_t>(reading.broken.size());
    file.state = reading.state;
    m_files[job.path] = std::move(file);
}

void LogLibrary::findRemotes()
{
    for (const LogBucket& bucket : m_tally.buckets())
        if (bucket.changedIn == m_tally.generation() && !m_remotes.contains(bucket.project))
            m_remotes[bucket.project] = gitRemoteOf(m_tally.names().textOf(bucket.project));
}

LogCounts LogLibrary::counts() const
{
    LogCounts out {.files = static_cast<std::int64_t>(m_files.size()), .responses = m_tally.responses()};
    for (const auto& [path, file] : m_files) {
        out.lines += file.lines;
        out.duplicates += file.events;
        out.passedOver += file.passedOver;
        out.broken += file.broken;
    }
    out.duplicates -= out.responses;
    return out;
}

std::string_view LogLibrary::remoteOf(std::uint32_t project) const
{
    const auto found = m_remotes.find(project);
    return found == m_remotes.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace fuseboard
