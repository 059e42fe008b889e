package org.yiwang.intake;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;

/** Photos: sent before the report or result they belong to, and shown. */
@RestController
@RequestMapping("/api/v1/photos")
class PhotoController {
  record Added(long id) {}

  private final Photos photos;

  PhotoController(Photos photos) {
    this.photos = photos;
  }

  @Needs("photo.add")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Added add(
      @RequestParam MultipartFile file,
      @RequestParam @Nullable String key,
      @RequestParam @Nullable Instant taken,
      @RequestParam @Nullable Double lon,
      @RequestParam @Nullable Double lat,
      Caller caller)
      throws IOException {
    return new Added(photos.add(file.getBytes(), key, taken, lon, lat, caller.name()));
  }

  @Needs("photo.read")
  @GetMapping("/{id}")
  ResponseEntity<byte[]> get(@PathVariable long id) {
    var photo = photos.find(id).orElseThrow(() -> Refused.notFound("photo", id));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(photo.type()))
        .cacheControl(CacheControl.maxAge(java.time.Duration.ofDays(30)).cachePrivate())
        .body(photo.bytes());
  }
}
