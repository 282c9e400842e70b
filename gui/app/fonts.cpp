// SPDX-License-Identifier: MIT
#include "app/fonts.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string_view>

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

// What slot names, program names and our own words need. Marks and arrows of the interface are drawn, not typeset,
// but names of programs may hold them.
constexpr ImWchar kWide[] = {0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x045F, 0x2010, 0x2044, 0x2070,
                             0x208E, 0x20AC, 0x20AC, 0x2100, 0x214F, 0x2190, 0x21FF, 0x2200, 0x22FF,
                             0x2500, 0x25FF, 0x2713, 0x2717, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kLatin[] = {0x0020, 0x024F, 0x0370, 0x03FF, 0x2010, 0x2044, 0x2190,
                              0x2193, 0x2212, 0x2212, 0xFFFD, 0xFFFD, 0};

std::uint32_t read_be(const std::vector<char>& bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::vector<char> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return {};
    const std::streamoff size = in.tellg();
    constexpr std::streamoff kMaxFont = 64 << 20;  // the largest common faces (CJK) are around 20 MiB
    if (size <= 0 || size > kMaxFont) return {};
    std::vector<char> bytes(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(bytes.data(), size);
    if (!in) return {};
    return bytes;
}

}  // namespace

std::optional<float> line_height_per_em(const std::vector<char>& face) {
    constexpr std::size_t kHeader = 12, kRecord = 16;
    if (face.size() < kHeader) return std::nullopt;
    const std::size_t tables = read_be(face, 4, 2);
    if (face.size() < kHeader + tables * kRecord) return std::nullopt;
    float units_per_em = 0, height = 0;
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t record = kHeader + i * kRecord, offset = read_be(face, record + 8, 4);
        const std::string_view tag(face.data() + record, 4);
        if (tag == "head" && offset + 20 <= face.size())
            units_per_em = static_cast<float>(read_be(face, offset + 18, 2));
        if (tag == "hhea" && offset + 8 <= face.size()) {
            const auto ascent = static_cast<std::int16_t>(read_be(face, offset + 4, 2));
            const auto descent = static_cast<std::int16_t>(read_be(face, offset + 6, 2));
            height = static_cast<float>(ascent - descent);
        }
    }
    if (units_per_em <= 0 || height <= 0) return std::nullopt;
    return height / units_per_em;
}

std::vector<fs::path> system_font_folders(const char* data_home, const char* data_dirs, const char* home) {
    std::vector<fs::path> folders;
    const auto is_set = [](const char* value) { return value != nullptr && *value != '\0'; };
    if (is_set(data_home)) folders.push_back(fs::path(data_home) / "fonts");
    if (is_set(home)) {
        const fs::path base(home);
        folders.push_back(base / ".local/share/fonts");
        folders.push_back(base / ".fonts");
        folders.push_back(base / "Library/Fonts");
    }
    std::string_view dirs = is_set(data_dirs) ? data_dirs : "/usr/local/share:/usr/share";
    while (!dirs.empty()) {
        const std::size_t colon = dirs.find(':');
        const std::string_view dir = dirs.substr(0, colon);
        if (!dir.empty()) folders.push_back(fs::path(dir) / "fonts");
        dirs = colon == std::string_view::npos ? std::string_view() : dirs.substr(colon + 1);
    }
    for (const char* fixed :
         {"/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts"})
        if (std::find(folders.begin(), folders.end(), fs::path(fixed)) == folders.end()) folders.emplace_back(fixed);
    return folders;
}

FontLibrary::FontLibrary(std::vector<fs::path> folders) : folders_(std::move(folders)) {}

void FontLibrary::index_folders() {
    constexpr int kMaxDepth = 4;
    is_indexed_ = true;
    for (const fs::path& folder : folders_) {
        std::error_code code;
        fs::recursive_directory_iterator entries(
            folder, fs::directory_options::skip_permission_denied | fs::directory_options::follow_directory_symlink,
            code);
        if (code) continue;
        for (const fs::recursive_directory_iterator end; entries != end; entries.increment(code)) {
            if (code) break;
            if (entries.depth() >= kMaxDepth) entries.disable_recursion_pending();
            files_.try_emplace(entries->path().filename().string(), entries->path());
        }
    }
}

const FontLibrary::Bytes* FontLibrary::find(std::initializer_list<const char*> file_names) {
    if (!is_indexed_) index_folders();
    for (const char* name : file_names) {
        const auto found = files_.find(name);
        if (found == files_.end()) continue;
        const auto known = loaded_.find(found->second);
        if (known != loaded_.end()) {
            if (!known->second.empty()) return &known->second;
            continue;
        }
        Bytes bytes = read_file(found->second);
        // A face without these tables would make ImGui assert.
        if (!line_height_per_em(bytes)) bytes.clear();
        const Bytes& kept = loaded_.emplace(found->second, std::move(bytes)).first->second;
        if (!kept.empty()) return &kept;
    }
    return nullptr;
}

ImFont* FontLibrary::add(const Bytes* face, const Bytes* fallback, float em_px, float spacing, const ImWchar* ranges) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = em_px < 20 ? 2 : 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;  // digits stay in their columns
    config.GlyphExtraSpacing.x = spacing;
    const auto size_of = [&](const Bytes& bytes) {
        return std::max(6.0F, std::round(em_px * line_height_per_em(bytes).value_or(1.2F)));
    };
    if (face == nullptr) {
        ImFontConfig plain;
        plain.SizePixels = std::max(13.0F, std::round(em_px * 13.0F / 14.0F));
        return atlas.AddFontDefault(&plain);
    }
    const auto data = [](const Bytes& bytes) { return const_cast<char*>(bytes.data()); };  // ImGui reads only
    ImFont* font =
        atlas.AddFontFromMemoryTTF(data(*face), static_cast<int>(face->size()), size_of(*face), &config, ranges);
    if (fallback != nullptr && fallback != face) {
        config.MergeMode = true;
        config.GlyphExtraSpacing.x = 0;
        atlas.AddFontFromMemoryTTF(data(*fallback), static_cast<int>(fallback->size()), size_of(*face), &config,
                                   ranges);
    }
    return font;
}

Fonts FontLibrary::build(float scale) {
    const bool is_first = !is_indexed_;
    const Bytes* inter = find({"Inter-Regular.otf", "Inter-Regular.ttf"});
    const Bytes* jetbrains = find({"JetBrainsMono-Regular.ttf", "JetBrainsMono-Regular.otf"});
    const Bytes* ui = inter != nullptr ? inter
                                       : find({"DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf",
                                               "Helvetica.ttf", "segoeui.ttf", "arial.ttf"});
    const Bytes* bold = inter != nullptr
                            ? find({"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Inter-Bold.otf", "Inter-Bold.ttf"})
                            : find({"DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf",
                                    "segoeuib.ttf", "arialbd.ttf"});
    const Bytes* mono = jetbrains != nullptr ? jetbrains
                                             : find({"DejaVuSansMono.ttf", "NotoSansMono-Regular.ttf",
                                                     "LiberationMono-Regular.ttf", "Menlo.ttf", "consola.ttf"});
    const Bytes* ui_rest = find({"DejaVuSans.ttf", "NotoSansMath-Regular.ttf"});
    const Bytes* mono_rest = find({"DejaVuSansMono.ttf"});
    if (bold == nullptr) bold = ui;
    if (is_first) {
        if (inter == nullptr)
            notes_.emplace_back(
                ui != nullptr ? "The font Inter is not installed; another one is used (Debian package fonts-inter)."
                              : "No font was found; the built-in one is used (Debian packages fonts-inter, "
                                "fonts-jetbrains-mono).");
        if (jetbrains == nullptr && mono != nullptr)
            notes_.emplace_back(
                "The font JetBrains Mono is not installed; another one is used (Debian package fonts-jetbrains-mono).");
    }

    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.TexGlyphPadding = 1;
    Fonts fonts;
    fonts.ui = add(ui, ui_rest, 14.0F * scale, 0, kWide);
    fonts.ui_bold = add(bold, nullptr, 14.0F * scale, 0, kLatin);
    fonts.heading = add(bold, nullptr, 11.5F * scale, std::round(0.7F * scale * 2) / 2, kLatin);
    fonts.title = add(bold, nullptr, 22.0F * scale, 0, kLatin);
    fonts.mono = add(mono, mono_rest, 13.5F * scale, 0, kWide);
    fonts.mono_large = add(mono, nullptr, 22.0F * scale, 0, kLatin);
    atlas.Build();
    ImGui::GetIO().FontDefault = fonts.ui;
    return fonts;
}

}  // namespace slotscope::gui
