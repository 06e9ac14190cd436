// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/tracedisk.h"

#include "crash/faultplan.h"
#include "crash/files.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <utility>

namespace fuseboard::test {
namespace {

/// What a disk writes wholly or not at all.
constexpr std::int64_t sectorSize = 512;

} // namespace

TraceDisk::TraceDisk(const std::filesystem::path& before, const std::filesystem::path& trace)
{
    for (const auto& entry : std::filesystem::directory_iterator(before))
        if (entry.is_regular_file())
            m_onDisk[entry.path().filename()] = std::make_shared<File>(File {.synced = contentOf(entry.path()), .waiting = {}});
    m_now = m_onDisk;
    play(contentOf(trace));
}

void TraceDisk::play(const std::string& trace)
{
    for (std::size_t at = 0; at + sizeof(TraceRecord) <= trace.size();) {
        TraceRecord record;
        std::memcpy(&record, trace.data() + at, sizeof record);
        at += sizeof record;
        const std::size_t size = std::size_t {record.pathLength} + record.otherLength + record.byteCount;
        if (at + size > trace.size())
            return;
        const std::string name = trace.substr(at, record.pathLength);
        const std::string other = trace.substr(at + record.pathLength, record.otherLength);
        switch (record.kind) {
        case TraceRecord::create: change({{}, name, std::make_shared<File>()}); break;
        case TraceRecord::write:
            named(name).waiting.push_back(
                {record.offset, trace.substr(at + record.pathLength + record.otherLength, record.byteCount), false});
            break;
        case TraceRecord::truncate: named(name).waiting.push_back({record.offset, {}, true}); break;
        case TraceRecord::sync:
            if (name.empty()) {
                m_onDisk = m_now;
                m_waiting.clear();
                break;
            }
            for (File& file = named(name); const Write& write : std::exchange(file.waiting, {}))
                apply(file.synced, write);
            break;
        case TraceRecord::rename: change({name, other, m_now[name]}); break;
        case TraceRecord::exchange: change({name, other, {}, true}); break;
        case TraceRecord::unlink: change({name, {}, {}}); break;
        }
        at += size;
    }
}

void TraceDisk::change(const Rename& rename)
{
    apply(m_now, rename);
    m_waiting.push_back(rename);
}

TraceDisk::File& TraceDisk::named(const std::string& name)
{
    if (!m_now.contains(name))
        change({{}, name, std::make_shared<File>()});
    return *m_now[name];
}

void TraceDisk::apply(Names& names, const Rename& rename)
{
    if (rename.exchanges) {
        names[rename.from].swap(names[rename.to]);
        return;
    }
    names.erase(rename.from);
    if (!rename.to.empty())
        names[rename.to] = rename.file;
}

void TraceDisk::apply(std::string& content, const Write& write)
{
    const auto offset = static_cast<std::size_t>(write.offset);
    if (write.isCut) {
        content.resize(offset);
        return;
    }
    content.resize(std::max(content.size(), offset + write.bytes.size()));
    content.replace(offset, write.bytes.size(), write.bytes);
}

std::string TraceDisk::contentAfterCut(const File& file, std::mt19937& random)
{
    std::string content = file.synced;
    // From nothing of it to all of it; the ends are as likely as what lies between.
    const auto quarters = random() % 5;
    const auto isKept = [&] { return random() % 4 < quarters; };
    for (const Write& write : file.waiting) {
        if (write.isCut) {
            if (isKept())
                apply(content, write);
            continue;
        }
        const auto end = write.offset + static_cast<std::int64_t>(write.bytes.size());
        for (std::int64_t from = write.offset; from < end;) {
            const std::int64_t to = std::min((from / sectorSize + 1) * sectorSize, end);
            if (isKept())
                apply(content,
                    {from,
                        write.bytes.substr(static_cast<std::size_t>(from - write.offset), static_cast<std::size_t>(to - from)),
                        false});
            from = to;
        }
    }
    return content;
}

void TraceDisk::leaveIn(const std::filesystem::path& directory, std::mt19937& random) const
{
    Names names = m_onDisk;
    const auto kept = random() % (m_waiting.size() + 1);
    for (std::size_t i = 0; i < kept; ++i)
        apply(names, m_waiting[i]);
    for (const auto& [name, file] : names)
        std::ofstream(directory / name, std::ios::binary) << contentAfterCut(*file, random);
}

} // namespace fuseboard::test
