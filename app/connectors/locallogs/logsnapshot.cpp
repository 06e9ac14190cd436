// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logsnapshot.h"

#include "connectors/locallogs/loglibrary.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace fuseboard {
namespace {

/// Changes with what stands in the file; the sizes tell another machine's layout.
constexpr std::uint64_t format = 0x4642'4c4f'4753'0001 ^ sizeof(KeptResponse) << 40 ^ sizeof(LogBucket) << 24;

} // namespace

Result<void> LogLibrary::save(const std::filesystem::path& file) const
{
    SnapshotWriter out;
    out.put(m_id);
    out.put(m_tally.generation());
    const NameTable& names = m_tally.names();
    out.put(names.size());
    for (std::uint32_t i = 0; i < names.size(); ++i)
        out.put(std::string_view(names.textOf(i)));
    out.putAll(m_tally.buckets());
    out.putAll(m_tally.kept());
    out.put(std::uint64_t {m_files.size()});
    for (const auto& [path, each] : m_files) {
        out.put(std::string_view(path));
        for (const std::uint64_t value : {each.device, each.inode, each.before})
            out.put(value);
        for (const std::int64_t value :
            {each.size, each.modified, each.offset, each.lines, each.events, each.passedOver, each.broken})
            out.put(value);
        out.put(std::string_view(each.state));
    }
    out.put(std::uint64_t {m_remotes.size()});
    for (const auto& [project, remote] : m_remotes) {
        out.put(project);
        out.put(std::string_view(remote));
    }
    out.put(std::uint64_t {m_broken.size()});
    for (const BrokenLine& line : m_broken) {
        out.put(std::string_view(line.file));
        out.put(line.line);
    }
    SnapshotWriter head;
    head.put(format);
    head.put(logHash(out.bytes()));

    // A crash leaves the old one or the new; a power cut at worst a file that does not fit its hash.
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
    stream << head.bytes() << out.bytes();
    stream.close();
    std::error_code error;
    if (stream)
        std::filesystem::rename(fresh, file, error);
    if (!stream || error)
        return fail(ErrorCode::fileUnwritable, file.string(), error ? error.message() : std::strerror(errno));
    return {};
}

bool LogLibrary::load(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    std::string bytes(error ? 0 : size, '\0');
    if (error || !std::ifstream(file, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(size)))
        return false;
    SnapshotReader in(bytes);
    const auto isOurs = in.get<std::uint64_t>() == format;
    const auto hash = in.get<std::uint64_t>();
    if (!isOurs || !in.fits() || hash != logHash(std::string_view(bytes).substr(2 * sizeof(std::uint64_t))))
        return false;
    m_id = in.get<std::uint64_t>();
    m_tally.begin(in.get<std::uint64_t>());
    NameTable names;
    for (auto left = in.get<std::uint32_t>(); left > 0 && in.fits(); --left)
        names.idOf(in.getText());
    auto buckets = in.getAll<LogBucket>();
    auto kept = in.getAll<KeptResponse>();
    m_tally.restore(names, std::move(buckets), std::move(kept));
    for (auto left = in.get<std::uint64_t>(); left > 0 && in.fits(); --left) {
        LogFile& each = m_files[in.getText()];
        for (auto* value : {&each.device, &each.inode, &each.before})
            *value = in.get<std::uint64_t>();
        for (auto* value :
            {&each.size, &each.modified, &each.offset, &each.lines, &each.events, &each.passedOver, &each.broken})
            *value = in.get<std::int64_t>();
        each.state = in.getText();
    }
    for (auto left = in.get<std::uint64_t>(); left > 0 && in.fits(); --left) {
        const auto project = in.get<std::uint32_t>();
        m_remotes[project] = in.getText();
    }
    for (auto left = in.get<std::uint64_t>(); left > 0 && in.fits(); --left) {
        std::string path = in.getText();
        m_broken.push_back({std::move(path), in.get<std::int64_t>()});
    }
    return in.atEnd();
}

} // namespace fuseboard
